/**
 * Vehicle plates (机动车号牌, GA 36-2018; military, armed-police and emergency plates by their usual forms), read as
 * `src/gridward/kernel/codes/plate.py` reads them (`tests/cases/plates.json`), and the keys that spell them.
 */
import type { Read } from './terms'
import { tidy } from './text'

export type PlateKind =
  | 'ordinary'
  | 'new_energy_small'
  | 'new_energy_large'
  | 'learner'
  | 'police'
  | 'trailer'
  | 'hong_kong'
  | 'macao'
  | 'consulate'
  | 'oversize'
  | 'embassy'
  | 'armed_police'
  | 'military'
  | 'emergency'
  | 'temporary'

/** `hybrid` includes fuel cells (非纯电动). */
export type Energy = 'electric' | 'hybrid'

/** A plate: `number` without separators; `energy` is null where the plate does not tell. */
export interface Plate {
  number: string
  kind: PlateKind
  energy: Energy | null
}

export type PlateProblem = 'plate.empty' | 'plate.confused_letters' | 'plate.unknown_form'

/** Keys that lead on to a plate, each group in its order on the keyboard. A key is one sign, but for 应急. */
export interface PlateKeys {
  provinces: string[]
  digits: string[]
  letters: string[]
  /** What tells a kind: 使, 学, 警, 应急. */
  marks: string[]
}

/** The keys that may stand at each place of a plate. */
type Form = readonly (readonly string[])[]

const PROVINCES = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']
const DIGITS = [...'0123456789']
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const MARKS = [...'学警挂港澳领超使临', '应急']
const ELECTRIC = [...'DABCE']
const HYBRID = [...'FGHJK']
const ENERGY = [...ELECTRIC, ...HYBRID]
/** No I and no O, which are taken for 1 and 0. */
const CIVIL = LETTERS.filter((one) => one !== 'I' && one !== 'O')
const SIGNS = [...DIGITS, ...CIVIL]
const OFFICE = [PROVINCES, CIVIL]
const SERIAL = times(4, SIGNS)

const FORMS: readonly (readonly [PlateKind, Form])[] = [
  ['ordinary', [...OFFICE, ...SERIAL, SIGNS]],
  ['new_energy_small', [...OFFICE, ENERGY, SIGNS, ...times(4, DIGITS)]],
  ['new_energy_large', [...OFFICE, ...times(5, DIGITS), ENERGY]],
  ['learner', [...OFFICE, ...SERIAL, ['学']]],
  ['police', [...OFFICE, ...SERIAL, ['警']]],
  ['trailer', [...OFFICE, ...SERIAL, ['挂']]],
  ['hong_kong', [...OFFICE, ...SERIAL, ['港']]],
  ['macao', [...OFFICE, ...SERIAL, ['澳']]],
  ['consulate', [...OFFICE, ...SERIAL, ['领']]],
  ['oversize', [...OFFICE, ...SERIAL, ['超']]],
  ['embassy', [['使'], ...times(6, DIGITS)]],
  ['embassy', [...times(6, DIGITS), ['使']]],
  ['armed_police', [['W'], ['J'], ...times(4, DIGITS), [...DIGITS, ...'TDSHBXJ']]],
  ['armed_police', [['W'], ['J'], PROVINCES, ...times(4, DIGITS), [...DIGITS, ...'TDSHBXJ']]],
  // WJ is the armed police's.
  ['military', [LETTERS.filter((one) => one !== 'W'), LETTERS, ...times(5, DIGITS)]],
  ['military', [['W'], LETTERS.filter((one) => one !== 'J'), ...times(5, DIGITS)]],
  ['emergency', [...OFFICE, ...SERIAL, ['应急']]],
  ['emergency', [...OFFICE, ...SERIAL, SIGNS, ['应急']]],
  // Whatever has 临 is a temporary one; these are the forms that keys spell.
  ['temporary', [...OFFICE, ['临'], ...SERIAL, SIGNS]],
  ['temporary', [...OFFICE, ...SERIAL, SIGNS, ['临']]],
]
const SEPARATORS = /[·•・.\-_|*:]/g
const CONFUSED = new RegExp(`^[${PROVINCES.join('')}][A-Z0-9]*[IO]`)
const LONGEST_TEMPORARY = 20

/** One plate with any separators, in any case and width. */
export function parsePlate(text: string): Read<Plate, PlateProblem> {
  const number = tidy(text).replace(SEPARATORS, '')
  if (!number) return { wrong: 'plate.empty' }
  const kind = kindOf(number)
  if (kind) return { value: { number, kind, energy: energyOf(number, kind) } }
  return { wrong: CONFUSED.test(number) ? 'plate.confused_letters' : 'plate.unknown_form' }
}

/** As on the vehicle, with the dot behind the issuing office: 赣A·12345. */
export function display({ number, kind }: Plate): string {
  const hasDot = PROVINCES.includes(number.charAt(0)) && kind !== 'temporary'
  return hasDot ? `${number.slice(0, 2)}·${number.slice(2)}` : number
}

/** The keys that lead on from what is typed; none behind what no plate begins with, and behind one that is full. */
export function plateKeys(prefix: string): PlateKeys {
  const typed = keysOf(tidy(prefix).replace(SEPARATORS, ''))
  const next = new Set(FORMS.flatMap(([, form]) => (begins(form, typed) ? (form[typed.length] ?? []) : [])))
  const offered = (keys: readonly string[]) => keys.filter((one) => next.has(one))
  return {
    provinces: offered(PROVINCES),
    digits: offered(DIGITS),
    letters: offered(LETTERS),
    marks: offered(MARKS),
  }
}

function kindOf(number: string): PlateKind | undefined {
  const keys = keysOf(number)
  if (number.includes('临') && [...number].length <= LONGEST_TEMPORARY) return 'temporary'
  return FORMS.find(([, form]) => form.length === keys.length && begins(form, keys))?.[0]
}

function energyOf(number: string, kind: PlateKind): Energy | null {
  if (kind !== 'new_energy_small' && kind !== 'new_energy_large') return null
  const letter = kind === 'new_energy_small' ? number.charAt(2) : number.slice(-1)
  return ELECTRIC.includes(letter) ? 'electric' : 'hybrid'
}

function begins(form: Form, keys: readonly string[]): boolean {
  return keys.every((one, place) => form[place]?.includes(one))
}

function keysOf(number: string): string[] {
  return number.match(/应急|./gsu) ?? []
}

function times(count: number, keys: readonly string[]): Form {
  return Array.from({ length: count }, () => keys)
}
