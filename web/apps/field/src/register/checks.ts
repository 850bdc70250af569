/**
 * Identity numbers, telephone numbers, plates and credit codes, judged as the server judges them (src/gridward/kernel/codes), so
 * that a slip is told at the door and not in the evening. The server has the last word.
 */
export type Read<Value> = { value: Value; wrong?: undefined } | { value?: undefined; wrong: string }

export interface Identity {
  number: string
  birth: string
  sex: 'male' | 'female'
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu

/** Half width, upper case, without spaces; all dashes are "-". */
function tidy(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[‐‒–—―−]/g, '-')
    .replace(INVISIBLE, '')
  return plain.replace(/^['’‘]+/, '').toUpperCase()
}

/** GB 11643-1999; `today` as 2026-11-28. Fifteen digits are carried over to the newer form. */
export function readIdentity(text: string, today: string): Read<Identity> {
  const typed = tidy(text).replace(/-/g, '').replace(/[×ХΧ]/g, 'X')
  const form = wrongForm(typed)
  if (form) return { wrong: form }
  const number = typed.length === 15 ? withCheck(`${typed.slice(0, 6)}19${typed.slice(6)}`) : typed
  const birth = number.replace(/^.{6}(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3')
  if (!isDay(birth)) return { wrong: 'birth' }
  if (birth > today) return { wrong: 'birth_in_future' }
  if (withCheck(number.slice(0, 17)) !== number) return { wrong: 'check_digit' }
  return { value: { number, birth, sex: Number(number[16]) % 2 ? 'male' : 'female' } }
}

function wrongForm(typed: string): string {
  if (!typed) return 'empty'
  if (/[^0-9]/.test(typed.replace(/(?<=.)X$/, ''))) return 'characters'
  if (!/^(\d{15}|.{18})$/.test(typed)) return 'length'
  return /^9.{17}$/.test(typed) ? 'foreigners_card' : ''
}

/** ISO 7064 MOD 11-2. */
export function withCheck(seventeen: string): string {
  const sum = [...seventeen].reduce(
    (total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11),
    0,
  )
  return seventeen + '10X98765432'.charAt(sum % 11)
}

function isDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}

const LABEL =
  /^(?:联系|家庭|办公|固定)?(?:手机号码|手机号|手机|电话号码|电话|座机|固话|方式|TEL|PHONE|MOBILE)[:.]?/
const ABROAD: [string, RegExp][] = [
  ['852', /^[2-9]\d{7}$/],
  ['853', /^[268]\d{7}$/],
  ['886', /^0?[2-9]\d{7,8}$/],
]
const MOBILE = /^0?(1[3-9]\d{9})$/
const SERVICE = /^[48]00\d{7}$/
const LANDLINE = /^\(?(0(?:10|2\d|[3-9]\d{2}))?\)?-?([2-9]\d{6,7})(?:(?:-|转|分机|EXT\.?|X|#)(\d{1,6}))?$/
const WITHOUT_ZERO = /^(?:10|2\d|[3-9]\d{2})(-?)[2-9]\d{6,7}(?!\d)/

/** A number that can be called, as people here write it; a local one with the area code of the city. */
export function readPhone(text: string, area = ''): Read<string> {
  const typed = tidy(text).replace(LABEL, '')
  if (!typed) return { wrong: 'empty' }
  const { country, number } = called(typed)
  if (country === undefined) return { wrong: 'country' }
  const abroad = ABROAD.find(([code]) => code === country)
  if (abroad) return abroadNumber(abroad, number)
  return mainland(number, area, country === '86')
}

function called(typed: string): { country?: string; number: string } {
  const plus = /^\(?(?:\+|00)\(?(86|852|853|886)\)?-?(.*)$/.exec(typed)
  const bare =
    /^\(?(86(?=\)?-?(?:0?1[3-9](?:-?\d){9}|0[1-9](?:-?\d){8,10})$)|852(?=\)?-?[2-9](?:-?\d){7}$)|853(?=\)?-?[268](?:-?\d){7}$)|886(?=\)?-?0?9(?:-?\d){8}$))\)?-?(.*)$/.exec(
      typed,
    )
  const match = plus ?? bare
  if (match) return { country: match[1], number: (match[2] ?? '').replace('(0)', '0') }
  return /^(\+|\(\+|00)/.test(typed) ? { number: typed } : { country: '', number: typed }
}

function abroadNumber([code, form]: [string, RegExp], number: string): Read<string> {
  const plain = withoutPunctuation(number)
  return form.test(plain) ? { value: `+${code} ${plain.replace(/^0/, '')}` } : refusal(plain)
}

function mainland(typed: string, area: string, fromAbroad: boolean): Read<string> {
  const plain = withoutPunctuation(typed)
  if (MOBILE.test(plain)) return { value: plain.replace(MOBILE, '$1') }
  if (SERVICE.test(plain)) return { value: plain }
  const lost = WITHOUT_ZERO.exec(typed)
  const number = lost && (fromAbroad || lost[1]) ? `0${typed}` : typed
  const match = LANDLINE.exec(number) ?? LANDLINE.exec(number.replace(/-/g, ''))
  return match ? landline(match, area) : refusal(plain)
}

function landline([, code, local = '', extension]: RegExpExecArray, own: string): Read<string> {
  const area = code ?? own
  if (!area) return { wrong: 'area_code_missing' }
  if (area.length === 3 && local.length !== 8) return { wrong: 'form' }
  return { value: [area, local, extension].filter(Boolean).join('-') }
}

function refusal(plain: string): Read<string> {
  if (/[^0-9]/.test(plain)) return { wrong: 'characters' }
  return { wrong: new RegExp(`${WITHOUT_ZERO.source}$`).test(plain) ? 'leading_zero_lost' : 'form' }
}

function withoutPunctuation(text: string): string {
  return text.replace(/[-.()·]/g, '')
}

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const OFFICE = `[${PROVINCES}][A-HJ-NP-Z]`
const SIGN = '[A-HJ-NP-Z0-9]'
const PLATES = [
  `${OFFICE}${SIGN}{5}`,
  `${OFFICE}[DABCEFGHJK]${SIGN}\\d{4}`,
  `${OFFICE}\\d{5}[DABCEFGHJK]`,
  `${OFFICE}${SIGN}{4}[学警挂港澳领超]`,
  '使\\d{6}|\\d{6}使',
  `WJ[${PROVINCES}]?\\d{4}[0-9TDSHBXJ]`,
  '(?!WJ)[A-Z]{2}\\d{5}',
  `${OFFICE}${SIGN}{4,5}应急`,
].map((form) => new RegExp(`^(?:${form})$`))
const CONFUSED = new RegExp(`^[${PROVINCES}][A-Z0-9]*[IO]`)
const LONGEST_TEMPORARY = 20

/** A plate without separators (GA 36-2018 and the usual forms of the forces). */
export function readPlate(text: string): Read<string> {
  const number = tidy(text).replace(/[·•・.\-_|*:]/g, '')
  if (!number) return { wrong: 'empty' }
  const temporary = number.includes('临') && number.length <= LONGEST_TEMPORARY
  if (temporary || PLATES.some((form) => form.test(number))) return { value: number }
  return { wrong: CONFUSED.test(number) ? 'confused_letters' : 'unknown_form' }
}

const CREDIT_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const STRANGE_IN_CODE = new RegExp(`[^${CREDIT_SIGNS}]`)
const CREDIT_CODE = new RegExp(`^[${CREDIT_SIGNS}]{2}\\d{6}[${CREDIT_SIGNS}]{10}$`)

/** A unified social credit code (GB 32100-2015). */
export function readCreditCode(text: string): Read<string> {
  const code = tidy(text).replace(/[-.·]/g, '')
  const wrong = wrongCreditCode(code)
  return wrong ? { wrong } : { value: code }
}

function wrongCreditCode(code: string): string {
  if (!code) return 'empty'
  if (/^(\d{15}|\d{13})$/.test(code)) return 'old_registration'
  if (STRANGE_IN_CODE.test(code)) return 'characters'
  if (code.length !== 18) return 'length'
  if (!CREDIT_CODE.test(code)) return 'area'
  return withCreditCheck(code.slice(0, 17)) === code ? '' : 'check_character'
}

/** The weights are the powers of 3 modulo 31. */
export function withCreditCheck(seventeen: string): string {
  const sum = [...seventeen].reduceRight((total, sign) => (total * 3 + CREDIT_SIGNS.indexOf(sign)) % 31, 0)
  return seventeen + CREDIT_SIGNS.charAt((31 - sum) % 31)
}
