import { describe, expect, it } from 'vitest'
import { beginOf, dayAfter, hourNow, hourOf } from '../src/gates/passages/hours'

describe('hours of a gate, as the street counts them', () => {
  it('names an hour by its two ends', () => {
    expect(hourOf('2026-03-06T00:00:00Z')).toBe('08:00–09:00')
    expect(hourOf('2026-03-05T15:59:59Z')).toBe('23:00–24:00')
    expect(hourOf('2026-03-05T16:00:00Z')).toBe('00:00–01:00')
  })

  it('begins an hour of a day in Shanghai', () => {
    expect(beginOf('2026-03-06', 0)).toBe('2026-03-05T16:00:00.000Z')
    expect(hourOf(beginOf('2026-03-06', 17))).toBe('17:00–18:00')
  })

  it('knows the hour of now', () => {
    expect(hourNow(Date.parse('2026-03-05T23:30:00Z'))).toBe(7)
  })

  it('goes from day to day over the end of a month', () => {
    expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01')
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
  })
})
