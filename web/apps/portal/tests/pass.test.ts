import { describe, expect, it } from 'vitest'
import { keepAsked, keptAsked } from '../src/keeping'
import { bodyOf, dayAt, emptyPass } from '../src/pass'

const EVENING = new Date('2026-03-06T16:30:00Z')

describe('a pass that is asked for', () => {
  it('begins today by the street, wherever the phone is', () => {
    expect(dayAt(EVENING)).toBe('2026-03-07')
    expect(emptyPass(EVENING)).toMatchObject({ begins_on: '2026-03-07', days: 1, kind: 'visitor' })
  })

  it('is sent with its plate, but for one of somebody at home', () => {
    const form = { ...emptyPass(EVENING), name: '李四', plate: '赣A12345' }
    expect(bodyOf(form, 'T', 'i')).toEqual({ ...form, token: 'T', id: 'i' })
    expect(bodyOf({ ...form, kind: 'resident' }, 'T', 'i').plate).toBe('')
  })
})

describe('what a phone has asked for', () => {
  it('is kept by its ids, the newest first, each once, and not without end', () => {
    localStorage.clear()
    const ids = Array.from({ length: 25 }, (_, nth) => `id-${nth}`)
    ids.forEach(keepAsked)
    keepAsked('id-20')
    expect(keptAsked()).toHaveLength(20)
    expect(keptAsked().slice(0, 3)).toEqual(['id-20', 'id-24', 'id-23'])
  })

  it.each(['', 'null', '{}', '[1]', 'nonsense'])('is nothing where %s was kept', (kept) => {
    localStorage.setItem('gridward.portal.asked', kept)
    expect(keptAsked()).toEqual([])
  })
})
