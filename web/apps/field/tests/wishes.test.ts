import type { Wish } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import type { Given } from '@gridward/offline'
import { bodyOf, emptyWish, formOf, isReady, openWishes, unsentWishes } from '../src/duty/wishes'

const WEDNESDAY = '2026-03-11'

describe('a wish stated on a phone', () => {
  it('of one day ends on it, whatever end was chosen before', () => {
    const form = { ...emptyWish(WEDNESDAY), last: '2026-03-20' }
    expect(bodyOf(form)).toMatchObject({ first: WEDNESDAY, last: WEDNESDAY, weekday: null })
    expect(bodyOf({ ...form, span: 'days' })).toMatchObject({ last: '2026-03-20', weekday: null })
  })

  it('of each week is about the weekday of its first day', () => {
    const form = { ...emptyWish(WEDNESDAY), span: 'weekly' as const, last: '2026-03-31' }
    expect(bodyOf(form)).toMatchObject({ last: '2026-03-31', weekday: 3 })
    expect(isReady({ ...form, last: '2026-03-10' })).toBe(false)
    expect(isReady({ ...form, last: '' })).toBe(false)
  })

  it('is shown again as it was stated', () => {
    const stated = { wants: 'duty', time: 'day', first: WEDNESDAY, last: WEDNESDAY, said: '' }
    expect(formOf({ ...stated, weekday: null } as Wish).span).toBe('day')
    expect(formOf({ ...stated, weekday: 3, last: '2026-03-31' } as Wish).span).toBe('weekly')
  })
})

describe('wishes that are kept on a phone', () => {
  it('count the dates to come, and leave with their last date', () => {
    const days = [
      { day: '2026-03-11', granted: true, touched: [] },
      { day: '2026-03-18', granted: false, touched: [] },
      { day: '2026-03-25', granted: true, touched: [] },
    ]
    const wish = { id: 'w', first: WEDNESDAY, last: '2026-03-25', weekday: 3, days } as unknown as Wish
    expect(openWishes([wish], '2026-03-12')).toEqual([{ wish, ahead: 2, granted: 1 }])
    expect(openWishes([wish], '2026-03-26')).toEqual([])
  })
})

describe('wishes that the server has not taken yet', () => {
  const given = (id: string, kind: string, state: Given['state'], wish = id) =>
    ({ id, kind, state, content: { id: wish, wants: 'free', first: WEDNESDAY } }) as unknown as Given

  it('are shown until they are taken, also when they were refused', () => {
    const outbox = [
      given('1', 'wish.state', 'confirmed'),
      given('2', 'wish.state', 'waiting'),
      given('3', 'wish.state', 'needs_you'),
      given('4', 'order.open', 'waiting'),
    ]
    expect(unsentWishes(outbox).stated.map((one) => one.given.id)).toEqual(['2', '3'])
  })

  it('tell beside a wish what is to become of it', () => {
    const outbox = [given('1', 'wish.change', 'confirmed', 'w'), given('2', 'wish.withdraw', 'sent', 'w')]
    expect(unsentWishes(outbox).of.get('w')?.kind).toBe('wish.withdraw')
  })
})
