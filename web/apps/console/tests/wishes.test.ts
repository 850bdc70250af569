import type { Wish } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { about, bodyOf, byDate, emptyWish, formOf, isReady } from '../src/rota/wishes/wishes'

const WEDNESDAY = '2026-03-11'

function wish(given: Partial<Wish> = {}): Wish {
  const days = [{ day: WEDNESDAY, granted: false, touched: ['2026-03-11T00:00:00Z'] }]
  return {
    ...{ id: 'w', version: 1, member_id: 'm', name: '某', wants: 'free', time: 'any', said: '' },
    ...{ first: WEDNESDAY, last: WEDNESDAY, weekday: null, days },
    ...given,
  }
}

describe('the form of a wish', () => {
  it('is about one day at first, and about one weekday of each week when asked', () => {
    const form = emptyWish(WEDNESDAY)
    expect(bodyOf(form)).toMatchObject({ first: WEDNESDAY, last: WEDNESDAY, weekday: null })
    expect(bodyOf({ ...form, weekly: true, last: '2026-03-31' }).weekday).toBe(3)
  })

  it('shows a wish as it was stated', () => {
    const standing = wish({ weekday: 5, last: '2026-03-31', time: 'night' })
    expect(bodyOf(formOf(standing))).toMatchObject({ weekday: 5, time: 'night', last: '2026-03-31' })
  })

  it('waits for days in order', () => {
    expect(isReady({ ...emptyWish(WEDNESDAY), last: '2026-03-10' })).toBe(false)
    expect(isReady(emptyWish(WEDNESDAY))).toBe(true)
  })
})

describe('wishes beside shifts', () => {
  it('stand by date, each with whose it is', () => {
    const late = wish({ name: '晚', days: [{ day: '2026-03-12', granted: true, touched: [] }] })
    expect(byDate([late, wish()]).map(({ name, day }) => [name, day])).toEqual([
      ['某', WEDNESDAY],
      ['晚', '2026-03-12'],
    ])
  })

  it('are about the shifts of their member that they touch, and about no others', () => {
    const wishes = byDate([wish()])
    const shift = { member_id: 'm', begins_at: '2026-03-11T08:00:00+08:00' }
    expect(about(wishes, shift)).toHaveLength(1)
    expect(about(wishes, { ...shift, member_id: 'n' })).toEqual([])
    expect(about(wishes, { ...shift, begins_at: '2026-03-11T16:00:00+08:00' })).toEqual([])
    expect(about(wishes, { ...shift, member_id: null })).toEqual([])
  })
})
