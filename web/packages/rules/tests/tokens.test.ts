// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesOf, hexOf } from '../src/bytes'
import { tokenFrom } from '../src/plain'
import { TOKEN_FAULTS } from '../src/terms'
import { importKeys, readToken, type TokenKeys } from '../src/tokens'
import { shared } from './cases'
import { Random } from '../../offline/tests/random'

const { keys: publics, cases } = shared('tokens')
const { cases: mutations } = shared('mutations')
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
let keys: TokenKeys

beforeAll(async () => {
  keys = await importKeys(publics)
})

function good(): string[] {
  return cases.flatMap(({ text, says }) => (says && text.length === 155 ? [text] : []))
}

describe('the code of a pass', () => {
  it.each(cases)('$name', async ({ text, says, fault }) => {
    await expect(readToken(text, keys)).resolves.toEqual(says ? { value: tokenFrom(says) } : { wrong: fault })
  })

  it('has each fault in a case', () => {
    const told = new Set(cases.flatMap(({ fault }) => fault ?? []))
    expect([...told].sort()).toEqual([...TOKEN_FAULTS].sort())
  })

  it.each(mutations)('that was $kind is read as Python reads it: $text', async ({ text, pass, fault }) => {
    const { value, wrong } = await readToken(text, keys)
    expect({ pass: value?.id, fault: wrong }).toEqual({ pass, fault })
  })

  it.each(good())('is none with any one letter changed: %s', async (text) => {
    const random = new Random(text.length)
    for (let place = 0; place < text.length; place++) {
      const letter = random.pick([...SIGNS].filter((one) => one !== text.charAt(place)))
      const changed = text.slice(0, place) + letter + text.slice(place + 1)
      expect((await readToken(changed, keys)).wrong, `${letter} at ${String(place)}`).toBeTruthy()
    }
  })

  it('is none with each other letter at its end', async () => {
    const [text = ''] = good()
    for (const letter of [...SIGNS].filter((one) => one !== text.slice(-1))) {
      expect((await readToken(text.slice(0, -1) + letter, keys)).wrong, letter).toBe('forged')
    }
  })

  it('is none when it is any other text', async () => {
    const random = new Random(7)
    const signs = [...SIGNS, '=', '0', 'ß', '😀', ' ', '-', '\ufeff', '\ud800']
    for (let turn = 0; turn < 300; turn++) {
      const text = Array.from({ length: 148 + random.below(10) }, () => random.pick(signs)).join('')
      expect((await readToken(`GW1${text}`, keys)).wrong, text).toBeTruthy()
    }
  })

  it('is read by any of several keys, imported once', async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'verify',
      'sign',
    ])
    const other = hexOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))
    const both = await importKeys([other, ...publics])
    const [text = ''] = good()
    expect(both.size).toBe(publics.length + 1)
    await expect(readToken(text, both)).resolves.toMatchObject({ value: { kind: 'resident' } })
    await expect(readToken(text, await importKeys([other]))).resolves.toEqual({ wrong: 'key_unknown' })
  })

  it('has no key off the curve', async () => {
    const off = bytesOf(publics[0] ?? '')
    off[64] = (off[64] ?? 0) ^ 1
    await expect(importKeys([hexOf(off)])).rejects.toThrow()
    await expect(importKeys(['0x04'])).rejects.toThrow(RangeError)
  })
})
