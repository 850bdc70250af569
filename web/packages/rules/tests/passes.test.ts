// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { instantFrom } from '../src/instants'
import { passState } from '../src/passes'
import { knownFrom, tokenFrom } from '../src/plain'
import { PASS_STATES } from '../src/terms'
import { shared } from './cases'

const { cases } = shared('passes')

describe('a pass', () => {
  it.each(cases)('$name', ({ token, known, gate, now, expected }) => {
    const state = passState(token && tokenFrom(token), known && knownFrom(known), gate, instantFrom(now))
    expect(state).toBe(expected)
  })

  it('has each state in a case, but for that of a code that cannot be read', () => {
    const told = new Set(cases.map(({ expected }) => expected))
    expect(told).toEqual(new Set([null, ...PASS_STATES.filter((one) => one !== 'forged')]))
  })
})
