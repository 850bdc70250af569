/** A book as a form fills it: the plain values that the server writes as YAML. */
import type { RuleSlot, RuleWords } from '@gridward/api'

export type Said = Record<string, unknown>
/** `null` takes away what other books say in a slot. */
export type Slots = Partial<Record<RuleSlot, Said | null>>
export interface PlainBook {
  code: string
  title: { 'zh-Hans': string; en: string }
  layer: string
  area: string
  since: string
  until: string
  status: string
  source: string
  note?: { 'zh-Hans': string; en: string }
  ends?: string[] | 'all'
  categories: Record<string, Slots>
}

/** `figure`: a number, or not known; `number`: a number that may be left out. */
export type FieldKind = 'figure' | 'number' | 'flag' | 'words' | 'word' | 'days' | 'celsius'
export interface SlotField {
  name: string
  kind: FieldKind
  words?: keyof RuleWords
  required?: boolean
}

const PHASE: SlotField[] = [
  { name: 'kinds', kind: 'words', words: 'kinds', required: true },
  { name: 'days', kind: 'figure', required: true },
  { name: 'tests', kind: 'days' },
  { name: 'specimen', kind: 'word', words: 'specimens' },
  { name: 'temperatures_a_day', kind: 'number' },
]

export const SLOT_FIELDS: Record<RuleSlot, SlotField[]> = {
  lookback: [{ name: 'days', kind: 'figure', required: true }],
  arrival: [
    { name: 'report_days_ahead', kind: 'number' },
    { name: 'test_hours', kind: 'number' },
    { name: 'landing_test', kind: 'flag' },
    { name: 'tests', kind: 'number' },
    { name: 'within_days', kind: 'number' },
  ],
  acts: [
    { name: 'steps', kind: 'words', words: 'acts', required: true },
    { name: 'celsius', kind: 'celsius' },
  ],
  counting: [
    { name: 'since', kind: 'word', words: 'since', required: true },
    { name: 'day_one', kind: 'word', words: 'day_one', required: true },
  ],
  first: PHASE,
  then: PHASE,
  release: [
    { name: 'needs', kind: 'words', words: 'needs', required: true },
    { name: 'fails_to', kind: 'word', words: 'categories' },
  ],
}
export const UNKNOWN = 'unknown'

export function emptyBook(area: string, since: string): PlainBook {
  return {
    code: '',
    title: { 'zh-Hans': '', en: '' },
    layer: 'street',
    area,
    since,
    until: '',
    status: 'draft',
    source: '',
    categories: {},
  }
}

/** What a slot begins with, so that what must be said can be seen. */
export function emptySlot(slot: RuleSlot): Said {
  if (slot === 'counting') return { since: 'last_exposure', day_one: 'next' }
  const required = SLOT_FIELDS[slot].filter((one) => one.required)
  return Object.fromEntries(required.map(({ name, kind }) => [name, kind === 'words' ? [] : UNKNOWN]))
}

/** A value put in, or left out where it is empty; a figure that is left out is no longer marked. */
export function withValue(said: Said, name: string, value: unknown): Said {
  const others = Object.fromEntries(Object.entries(said).filter(([one]) => one !== name))
  const isEmpty =
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && !value.length)
  if (!isEmpty) return { ...said, [name]: value }
  return withMarks(
    others,
    marksOf(others).filter((one) => one !== name),
  )
}

export function marksOf(said: Said): string[] {
  return Array.isArray(said.unconfirmed) ? said.unconfirmed.map(String) : []
}

/** Which figures nobody has compared with the paper. */
export function withMarks(said: Said, marks: string[]): Said {
  const others = Object.fromEntries(Object.entries(said).filter(([one]) => one !== 'unconfirmed'))
  return marks.length ? { ...others, unconfirmed: marks } : others
}

/** "1，4、7 14" as the days of tests; what is no number is left out. */
export function daysFrom(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map(([number]) => Number(number))
}

/** The English title may be left to the Chinese one. */
export function toSend(book: PlainBook): Record<string, unknown> {
  const { title, note } = book
  return {
    ...book,
    title: { ...title, en: title.en || title['zh-Hans'] },
    note:
      note && (note['zh-Hans'] || note.en)
        ? { 'zh-Hans': note['zh-Hans'], en: note.en || note['zh-Hans'] }
        : null,
  }
}

/** What of the head must still be filled, by the words of the form. */
export function missingIn({ code, title, source, since }: PlainBook): string[] {
  const asked = { code, titleZh: title['zh-Hans'], source, firstDay: since }
  return Object.entries(asked)
    .filter(([, value]) => !value.trim())
    .map(([name]) => name)
}

/** The plain values of a book that the server read, as the form keeps them. */
export function fromPlain(plain: Record<string, unknown>): PlainBook {
  const found = plain as Partial<PlainBook>
  return { ...emptyBook('', ''), ...found, until: found.until ?? '', categories: found.categories ?? {} }
}

/** `close_contact.first.kinds` as titles of category and slot, and a field; no titles where it lies in the head. */
export function placeOf(where: string, words: RuleWords | undefined): { titles: string[]; field: string } {
  const [category, slot, field = ''] = where.replace(/^categories\./, '').split('.')
  const who = words?.categories.find(({ code }) => code === category)
  const what = words?.slots.find(({ code }) => code === slot)
  return { titles: [who, who && what].flatMap((one) => (one ? [one.title] : [])), field }
}
