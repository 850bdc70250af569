import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZxing, textsIn } from '../../src/camera/pictures'
import { drawn } from './drawn'

/** As long as the code of a pass. */
const PASS = `GW1${'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(5).slice(0, 152)}`

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  await prepareZxing({ wasmBinary: new Uint8Array(readFileSync(file)).buffer })
})

describe('the code of a pass', () => {
  it.each([
    ['flat on the desk', {}],
    ['turned by a third of a right angle', { turned: 31 }],
    ['upside down', { turned: 180 }],
    ['tilted, so that its far edge is a fifth smaller', { tilted: 0.4, turned: 8 }],
    ['out of focus', { blurred: 2 }],
    ['pale, at dusk, with the noise of a small sensor', { dark: 70, light: 110, noise: 24 }],
    ['light on dark, as some screens show it at night', { dark: 230, light: 25 }],
    ['small, three pixels a module', { module: 3 }],
    ['tilted, pale and out of focus at once', { tilted: 0.25, turned: 12, blurred: 1, dark: 60, light: 130 }],
  ])('is read %s', async (_, seen) => {
    expect(await textsIn(drawn(PASS, seen))).toEqual([PASS])
  })

  it('is not made up where none is', async () => {
    expect(await textsIn(drawn(PASS, { dark: 128, light: 128, noise: 200 }))).toEqual([])
  })

  it('is not half read where it was cut off by the edge of the picture', async () => {
    expect(await textsIn(drawn(PASS, { module: 14 }))).toEqual([])
  })
})
