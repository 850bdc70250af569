import { describe, expect, it } from 'vitest'
import { kindsOn } from '../../src/orders/documents'
import { differ, everything, isLate, spanOf, todo } from '../../src/orders/lists'
import { inHours, kind, order } from './given'

const ids = (orders: { id: string }[]) => orders.map(({ id }) => id)

describe('lists of orders', () => {
  const late = order('late', { late_after: inHours(-2) })
  const soon = order('soon')
  const free = order('free', { late_after: null, clock: null, opened_at: inHours(-3) })
  const newer = order('newer', { late_after: null, clock: null, opened_at: inHours(-2) })
  const over = order('over', { state: 'closed', mine: false, late_after: null, opened_at: inHours(0) })
  const others = order('others', { mine: false, late_after: inHours(-9) })

  it('say what is to be done here, the late first', () => {
    expect(ids(todo([free, newer, soon, over, late, others]))).toEqual(['late', 'soon', 'newer', 'free'])
  })

  it('say all of the grid, what is over last', () => {
    const all = ids(everything([over, soon, others, free, late]))
    expect(all).toEqual(['others', 'late', 'soon', 'free', 'over'])
  })

  it('know what is late', () => {
    expect([late, soon, free].map((one) => isLate(one, new Date()))).toEqual([true, false, false])
  })
})

describe('a span', () => {
  it.each([
    [10, 'minutes', 1],
    [59 * 60_000, 'minutes', 59],
    [-90 * 60_000, 'hours', 2],
    [47 * 3_600_000, 'hours', 47],
    [72 * 3_600_000, 'days', 3],
  ])('of %i ms is told in %s', (milliseconds, unit, count) => {
    expect(spanOf(milliseconds)).toEqual({ unit, count })
  })

  it('of a moment is none between two clocks', () => {
    expect(differ('2026-03-02T09:00:00Z', '2026-03-02T09:01:00Z')).toBe(false)
    expect(differ('2026-03-02T09:00:00Z', '2026-03-02T12:01:00Z')).toBe(true)
    expect(differ(null, '2026-03-02T12:01:00Z')).toBe(false)
  })
})

describe('kinds on a day', () => {
  it('are the last versions that have begun, without those that are written at a desk', () => {
    const found = kindsOn('2026-03-02', [
      kind('facility', { version: 1 }),
      kind('facility', { version: 2, valid_from: '2026-03-02' }),
      kind('facility', { version: 3, valid_from: '2026-03-03' }),
      kind('conduct', { links: { member: true } }),
      kind('duty', { links: { organisation: true } }),
    ])
    expect(found.map(({ code, version }) => [code, version])).toEqual([
      ['facility', 2],
      ['duty', 1],
    ])
  })
})
