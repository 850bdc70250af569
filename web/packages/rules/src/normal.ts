/**
 * Identity numbers, telephone numbers and plates in the one form that lists of them are made of, as
 * `src/gridward/kernel/codes` has it (`tests/cases/normal.json`).
 */
import { parsePlate } from './plates'
import { tidy, wholeNumber } from './text'

export const WATCH_KINDS = ['identity', 'phone', 'plate'] as const
export type WatchKind = (typeof WATCH_KINDS)[number]

const NORMAL: Readonly<Record<WatchKind, (typed: string) => string | null>> = {
  identity,
  phone,
  plate: (typed) => parsePlate(typed).value?.number ?? null,
}

/** 18 characters, E.164, or a plate without separators; null for what cannot be read as one. */
export function normal(kind: WatchKind, typed: string): string | null {
  return NORMAL[kind](typed)
}

const FIFTEEN = /^\d{15}$/
const FOREIGNERS_CARD = /^9.{17}$/
const EIGHTEEN = /^\d{6}(?!0000)\d{11}[\dX]$/
const BIRTH = /^.{6}(\d{4})(\d{2})(\d{2}).*$/

/** GB 11643-1999; fifteen digits are carried over to the newer form. A birth in the future is not looked for. */
function identity(typed: string): string | null {
  const plain = wholeNumber(tidy(typed)).replace(/-/g, '').replace(/[×ХΧ]/g, 'X')
  if (FOREIGNERS_CARD.test(plain)) return null
  const number = FIFTEEN.test(plain) ? withCheck(`${plain.slice(0, 6)}19${plain.slice(6)}`) : plain
  return EIGHTEEN.test(number) && holds(number) ? number : null
}

function holds(number: string): boolean {
  return isDay(number.replace(BIRTH, '$1-$2-$3')) && withCheck(number.slice(0, 17)) === number
}

/** ISO 7064 MOD 11-2. */
function withCheck(seventeen: string): string {
  const weighted = [...seventeen].map((digit, place) => Number(digit) * (2 ** (17 - place) % 11))
  return seventeen + '10X98765432'.charAt(weighted.reduce((sum, one) => sum + one, 0) % 11)
}

function isDay(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day)
}

const LABEL =
  /^(?:联系|家庭|办公|固定)?(?:手机号码|手机号|手机|电话号码|电话|座机|固话|方式|TEL|PHONE|MOBILE)[:.]?/
const CALLED = /^\(?(?:\+|00)\(?(86|852|853|886)\)?-?(.*)$/
const CALLED_WITHOUT_PLUS =
  /^\(?(86(?=\)?-?(?:0?1[3-9](?:-?\d){9}|0[1-9](?:-?\d){8,10})$)|852(?=\)?-?[2-9](?:-?\d){7}$)|853(?=\)?-?[268](?:-?\d){7}$)|886(?=\)?-?0?9(?:-?\d){8}$))\)?-?(.*)$/
const FROM_ABROAD = /^(?:\+|\(\+|00)/
const ABROAD: Readonly<Record<string, RegExp>> = {
  852: /^([2-9]\d{7})$/,
  853: /^([268]\d{7})$/,
  886: /^0?([2-9]\d{7,8})$/,
}
const MOBILE = /^0?(1[3-9]\d{9})$/
const SERVICE = /^([48]00\d{7})$/
const LANDLINE = /^\(?(0(?:10|2\d|[3-9]\d{2}))\)?-?([2-9]\d{6,7})(?:(?:-|转|分机|EXT\.?|X|#)\d{1,6})?$/
const WITHOUT_ZERO = /^(?:10|2\d|[3-9]\d{2})(-?)[2-9]\d{6,7}(?!\d)/

/** E.164. A local number without its area code is none. */
function phone(typed: string): string | null {
  const plain = wholeNumber(tidy(typed).replace(LABEL, ''))
  const match = CALLED.exec(plain) ?? CALLED_WITHOUT_PLUS.exec(plain)
  if (!match) return FROM_ABROAD.test(plain) ? null : mainland(plain, false)
  const [, country = '', rest = ''] = match
  const number = rest.replace('(0)', '0')
  const abroad = ABROAD[country]
  return abroad ? called(country, abroad.exec(withoutPunctuation(number))) : mainland(number, true)
}

function mainland(typed: string, isFromAbroad: boolean): string | null {
  const plain = withoutPunctuation(typed)
  const simple = MOBILE.exec(plain) ?? SERVICE.exec(plain)
  if (simple) return called('86', simple)
  const lost = WITHOUT_ZERO.exec(typed)
  const number = lost && (isFromAbroad || lost[1]) ? `0${typed}` : typed
  const match = LANDLINE.exec(number) ?? LANDLINE.exec(number.replace(/-/g, ''))
  return match && landline(match)
}

function landline([, area = '', local = '']: RegExpExecArray): string | null {
  // Cities with short area codes have eight digits only.
  if (area.length === 3 && local.length !== 8) return null
  return `+86${area.slice(1)}${local}`
}

function called(country: string, match: RegExpExecArray | null): string | null {
  return match ? `+${country}${match[1] ?? ''}` : null
}

function withoutPunctuation(text: string): string {
  return text.replace(/[-.()·]/g, '')
}
