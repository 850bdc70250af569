/** The same cases as tests/kernel/codes: what the phone lets pass, the server takes. */
import { describe, expect, it } from 'vitest'
import { readIdentity, readPhone, readPlate, withCheck } from '../../src/register/checks'

const TODAY = '2026-11-23'
const VALID = '360199190001010016'

describe('identity numbers', () => {
  it.each([VALID, '36019919491231078X', '360199188001010013'])('takes %s', (number) => {
    expect(readIdentity(number, TODAY).value?.number).toBe(number)
  })

  it('tells birth and sex', () => {
    expect(readIdentity(VALID, TODAY).value).toEqual({ number: VALID, birth: '1900-01-01', sex: 'male' })
    expect(readIdentity(withCheck('36019920100304002'), TODAY).value?.sex).toBe('female')
  })

  it.each([
    '３６０１９９１９０００１０１００１６',
    ' 360199 19000101 0016 ',
    "'360199190001010016",
    '360199-19000101-0016',
  ])('takes the ways people write it: %s', (typed) =>
    expect(readIdentity(typed, TODAY).value?.number).toBe(VALID),
  )

  it.each(['36019919491231078x', '36019919491231078×', '36019919491231078Х'])(
    'takes a check that looks like X: %s',
    (typed) => expect(readIdentity(typed, TODAY).value?.number).toBe('36019919491231078X'),
  )

  it('carries fifteen digits over', () => {
    expect(readIdentity('360199000101001', TODAY).value?.number).toBe(VALID)
  })

  it.each([
    ['', 'empty'],
    [" \t\u3000'", 'empty'],
    ['36019919000101001', 'length'],
    ['3601991900010100166', 'length'],
    ['36019919000101', 'length'],
    ['36019900010100X', 'length'],
    ['3601991900010100l6', 'characters'],
    ['3601**********0016', 'characters'],
    ['身份证号', 'characters'],
    ['X60199190001010016', 'characters'],
    ['360199190013010016', 'birth'],
    ['360199190002290016', 'birth'],
    ['360199000000001', 'birth'],
    ['360199202611240016', 'birth_in_future'],
    ['360199190001010017', 'check_digit'],
    ['930000198001010013', 'foreigners_card'],
  ])('tells what is wrong with "%s": %s', (typed, wrong) => {
    expect(readIdentity(typed, TODAY).wrong).toBe(wrong)
  })

  it('lets no changed digit and no swapped neighbours pass', () => {
    for (let place = 0; place < 17; place++) {
      const other = String((Number(VALID[place]) + 1) % 10)
      expect(
        readIdentity(VALID.slice(0, place) + other + VALID.slice(place + 1), TODAY).value,
      ).toBeUndefined()
    }
    expect(readIdentity('360191990001010016', TODAY).value).toBeUndefined()
  })

  it('takes a birth of today and not of tomorrow', () => {
    const number = withCheck('36019920261123001')
    expect(readIdentity(number, TODAY).value?.birth).toBe(TODAY)
    expect(readIdentity(number, '2026-11-22').wrong).toBe('birth_in_future')
  })
})

describe('telephone numbers', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '１３８００１３８０００',
    "'13800138000",
    '+86 138 0013 8000',
    '+86-13800138000',
    '（+86）13800138000',
    '008613800138000',
    '8613800138000',
    '86-138-0013-8000',
    '013800138000',
    '手机：13800138000',
    '联系电话:13800138000',
  ])('reads the mobile %s', (typed) => expect(readPhone(typed).value).toBe('13800138000'))

  it.each([
    '0791-86123456',
    '079186123456',
    '0791 8612 3456',
    '0791-8612-3456',
    '(0791)86123456',
    '（0791）8612 3456',
    '0791—86123456',
    '791-86123456',
    '+86 791 86123456',
    '+86 0791-86123456',
    '+86 (0)791 86123456',
    '0086-791-86123456',
    '86-0791-86123456',
    '座机0791-86123456',
  ])('reads the land line %s', (typed) => expect(readPhone(typed).value).toBe('0791-86123456'))

  it.each(['0791-86123456-801', '0791-86123456转801', '079186123456 分机801', '0791-86123456ext801'])(
    'keeps the extension of %s',
    (typed) => expect(readPhone(typed).value).toBe('0791-86123456-801'),
  )

  it('gives a local number the area code of the city', () => {
    expect(readPhone('86123456', '0791').value).toBe('0791-86123456')
    expect(readPhone('8612345-8', '0791').value).toBe('0791-8612345-8')
    expect(readPhone('010-6512345').wrong).toBe('form')
  })

  it.each([
    ['+852 5123 4567', '+852 51234567'],
    ['00852-51234567', '+852 51234567'],
    ['85251234567', '+852 51234567'],
    ['+853 6612 3456', '+853 66123456'],
    ['+886 912 345 678', '+886 912345678'],
    ['+886 0912 345 678', '+886 912345678'],
    ['400-123-4567', '4001234567'],
  ])('knows other lines: %s', (typed, number) => expect(readPhone(typed).value).toBe(number))

  it.each([
    ['', 'empty'],
    ['手机：', 'empty'],
    ['86123456', 'area_code_missing'],
    ['1380013800', 'form'],
    ['138001380001', 'form'],
    ['12800138000', 'form'],
    ['23800138000', 'form'],
    ['无', 'characters'],
    ['张三13800138000', 'characters'],
    ['138****8000', 'characters'],
    ['79186123456', 'leading_zero_lost'],
    ['+1 212 555 0100', 'country'],
    ['0044 20 7946 0000', 'country'],
    ['+852 1234', 'form'],
  ])('tells what is wrong with "%s": %s', (typed, wrong) => expect(readPhone(typed).wrong).toBe(wrong))
})

describe('plates', () => {
  it.each([
    '赣A12345',
    '赣M8B88C',
    '京Q99999',
    '赣AD12345',
    '赣AAB1234',
    '赣AK12345',
    '赣A12345B',
    '赣A12345H',
    '赣A1234学',
    '赣A1234警',
    '赣A1234挂',
    '赣A1234超',
    '粤ZA123港',
    '粤Z1234澳',
    '沪A0023领',
    '使224578',
    '224578使',
    'WJ赣1234X',
    'WJ12345',
    'VA12345',
    '赣X0123应急',
    '赣A临12345',
    '临时牌照',
  ])('takes %s', (number) => expect(readPlate(number).value).toBe(number))

  it.each([
    '赣A·12345',
    '赣A 12345',
    '赣a12345',
    '赣Ａ１２３４５',
    '赣A-12345',
    '赣A•12345\u200b',
    '赣 A.12345',
  ])('reads %s as 赣A12345', (typed) => expect(readPlate(typed).value).toBe('赣A12345'))

  it.each([
    ['', 'empty'],
    [' · ', 'empty'],
    ['赣A1234O', 'confused_letters'],
    ['赣AI2345', 'confused_letters'],
    ['赣O12345', 'confused_letters'],
    ['赣A1234', 'unknown_form'],
    ['赣A1234567', 'unknown_form'],
    ['赣AL12345', 'unknown_form'],
    ['A12345', 'unknown_form'],
    ['白色大众', 'unknown_form'],
    ['港A12345', 'unknown_form'],
    ['临'.repeat(21), 'unknown_form'],
  ])('tells what is wrong with "%s": %s', (typed, wrong) => expect(readPlate(typed).wrong).toBe(wrong))
})
