import { describe, expect, it } from 'vitest'
import { holds, inGroups, plainCode } from '../src/code'

/** Made by the server: tests/exchange/portal/test_tokens.py holds the same. */
const CODE = '0123456789ABCDEFGHJKMNPQRSJR'

describe('the code of a slip', () => {
  it('is read however it is typed', () => {
    const typed = inGroups(CODE).toLowerCase().replace(/ /g, ' - ').replace('0', 'o').replace('1', 'l')
    expect(plainCode(` ${typed}`)).toBe(CODE)
    expect(holds(CODE)).toBe(true)
  })

  it('is shown in groups of four, as on the paper', () => {
    expect(inGroups(CODE)).toBe('0123 4567 89AB CDEF GHJK MNPQ RSJR')
    expect(inGroups('01234')).toBe('0123 4')
  })

  it('tells every wrong sign', () => {
    for (let place = 0; place < CODE.length; place += 1) {
      const sign = CODE[place] === 'Z' ? 'Y' : 'Z'
      expect(holds(CODE.slice(0, place) + sign + CODE.slice(place + 1)), `sign ${place}`).toBe(false)
    }
  })

  it('tells two exchanged signs, and one that is missing', () => {
    expect(holds('1023456789ABCDEFGHJKMNPQRSJR')).toBe(false)
    expect(holds(CODE.slice(1))).toBe(false)
    expect(holds('')).toBe(false)
  })
})
