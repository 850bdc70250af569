/** The same cases as tests/kernel/codes: what the phone lets pass, the server takes. */
import { describe, expect, it } from 'vitest'
import { readCreditCode, withCreditCheck } from '../../src/register/checks'

const CODE = '91350211M000100Y46'

describe('unified social credit codes', () => {
  it.each([CODE, ` ${CODE.toLowerCase()} `, '９１３５０２１１Ｍ０００１００Ｙ４６', '91350211-M000100Y4-6'])(
    'takes %s',
    (typed) => expect(readCreditCode(typed).value).toBe(CODE),
  )

  it.each([
    ['', 'empty'],
    ['350211000012345', 'old_registration'],
    ['3502110000123', 'old_registration'],
    ['91350211M000100Y4I', 'characters'],
    ['91350211M000100Y4', 'length'],
    ['9135021AM000100Y46', 'area'],
    ['91350211M000100Y45', 'check_character'],
  ])('tells what is wrong with "%s": %s', (typed, wrong) => expect(readCreditCode(typed).wrong).toBe(wrong))

  it('lets no changed sign and no swapped neighbours pass', () => {
    for (let place = 8; place < 17; place++) {
      const other = CODE[place] === '7' ? '8' : '7'
      expect(readCreditCode(CODE.slice(0, place) + other + CODE.slice(place + 1)).value).toBeUndefined()
    }
    expect(readCreditCode('91350211M00100Y046').value).toBeUndefined()
  })

  it('gives every sum its sign, zero too', () => {
    const bodies = Array.from(
      { length: 31 },
      (_, place) => `9135021100000000${'0123456789ABCDEFGHJKLMNPQRTUWXY'[place]}`,
    )
    expect(new Set(bodies.map((body) => withCreditCheck(body)[17])).size).toBe(31)
    expect(bodies.every((body) => readCreditCode(withCreditCheck(body)).value)).toBe(true)
  })
})
