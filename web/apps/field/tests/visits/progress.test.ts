import { describe, expect, it } from 'vitest'
import { openRounds, progressOf, shareOf } from '../../src/visits/progress'
import { round, target } from '../rows'

const DONE = { outcome: 'met', settled: true, persons_met: 2 } as const
const AGAIN = { outcome: 'no_answer', settled: false } as const

describe('progress', () => {
  it('counts doors that need no visit more, those to visit again, and persons', () => {
    const shop = { kind: 'organisation' } as const
    const targets = [target('1', 'a', DONE), target('2', 'b', { ...AGAIN, ...shop }), target('3', 'c', shop)]
    const units = { all: 2, done: 0, again: 1 }
    expect(progressOf(targets)).toEqual({ all: 3, done: 1, again: 1, persons: 9, personsMet: 2, units })
  })

  it('is complete when nothing is left, not before', () => {
    const almost = [...Array.from({ length: 299 }, (_, at) => target(`${at}`, 'a', DONE)), target('x', 'b')]
    expect(shareOf(progressOf(almost))).toBe(99)
    expect(shareOf(progressOf(almost.slice(0, -1)))).toBe(100)
    expect(shareOf(progressOf([]))).toBe(0)
  })
})

describe('rounds that are walked', () => {
  it('are open and have begun; the one that ends first in front', () => {
    const rounds = [
      round('long', { ends_on: '2026-12-31' }),
      round('closed', { state: 'closed' }),
      round('future', { starts_on: '2027-01-01' }),
      round('late', { ends_on: '2026-11-01' }),
    ]
    expect(openRounds(rounds, '2026-11-28').map(({ id }) => id)).toEqual(['late', 'long'])
  })
})
