/** What the forms of residents and employees share: a person with their document, yes and no, and what differs. */
import type { DocumentKind, DocumentMissing, Sex } from '@gridward/api'
import { newId } from '../components/ids'
import { readIdentity, readPhone, readPlate } from './checks'

export interface PersonForm {
  id: string
  name: string
  document_kind: DocumentKind
  document: string
  document_missing: DocumentMissing
  sex: Sex
  birth_date: string
}

/** A field to the catalogue key of what is wrong with it. */
export type WrongsOf<Form> = Partial<Record<keyof Form, string>>

/** The street's own: a number without area code is of here, as the server reads it. */
const AREA_CODE = '0791'
const SEPARATORS = /[\s,，、;；/]+/
const TELLING: readonly DocumentKind[] = ['identity_card', 'residence_permit']

export function emptyPerson(): PersonForm {
  return {
    id: newId(),
    name: '',
    document_kind: 'identity_card',
    document: '',
    document_missing: '',
    sex: 'unknown',
    birth_date: '',
  }
}

/** Numbers come masked and stay empty here: an empty box leaves them as they are. */
export function knownPerson(row: Omit<PersonForm, 'document' | 'birth_date'>): PersonForm {
  const { id, name, document_kind, document_missing, sex } = row
  return { ...emptyPerson(), id, name, document_kind, document_missing, sex }
}

/** Birth and sex that follow from the number; nothing while it is not a whole one. */
export function toldBy({ document_kind, document }: PersonForm, today: string) {
  return TELLING.includes(document_kind) ? readIdentity(document, today).value : undefined
}

export function wrongsOfPerson(form: PersonForm, today: string): WrongsOf<PersonForm> {
  const wrongs: WrongsOf<PersonForm> = {}
  if (!form.name.trim()) wrongs.name = 'name.empty'
  const document = wrongDocument(form, today)
  if (document) wrongs.document = `identity.${document}`
  if (form.birth_date > today) wrongs.birth_date = 'identity.birth_in_future'
  return wrongs
}

function wrongDocument({ document_kind, document }: PersonForm, today: string): string | undefined {
  if (!document.trim() || !TELLING.includes(document_kind)) return undefined
  return readIdentity(document, today).wrong
}

export function bodyOfPerson({ name, document, birth_date, ...form }: PersonForm) {
  const { document_kind, document_missing, sex } = form
  return {
    ...{ document_kind, document_missing, sex },
    name: name.trim(),
    document: document.trim(),
    birth_date: birth_date || null,
  }
}

/** The number tells sex and birth, so they are not said beside it. */
export function withoutTold<Form extends PersonForm>(form: Form, today: string): Form {
  return toldBy(form, today) ? { ...form, sex: 'unknown', birth_date: '' } : form
}

export function several(text: string): string[] {
  return text.split(SEPARATORS).filter(Boolean)
}

/** "138 0013 8000" is one number: spaces part numbers only where each piece is one. */
export function phonesIn(text: string): string[] {
  if (!text.trim()) return []
  return readPhone(text, AREA_CODE).value ? [text.trim()] : several(text)
}

/** The key of what is wrong with the first number that is; '' where all can be called. */
export function wrongPhone(text: string): string {
  const wrong = phonesIn(text).map((one) => readPhone(one, AREA_CODE).wrong)
  return keyOf('phone', wrong)
}

/** The same of a box for one number. */
export function wrongSinglePhone(text: string): string {
  return text.trim() ? keyOf('phone', [readPhone(text, AREA_CODE).wrong]) : ''
}

export function wrongPlate(text: string): string {
  return keyOf(
    'plate',
    several(text).map((one) => readPlate(one).wrong),
  )
}

function keyOf(area: string, wrongs: (string | undefined)[]): string {
  const wrong = wrongs.find(Boolean)
  return wrong ? `${area}.${wrong}` : ''
}

/** Only what differs, also inside of what has fields of its own, so that what nobody touched stays as others made it. */
export function differing<Body extends object>(body: Body, before: Partial<Body>): Partial<Body> {
  const found = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    const was = before[name as keyof Body] as unknown
    if (!isRecord(value) || !isRecord(was)) return isSame(value, was) ? [] : [[name, value]]
    const inner = differing(value, was)
    return Object.keys(inner).length ? [[name, inner]] : []
  })
  return Object.fromEntries(found) as Partial<Body>
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A copy of the form with what a refused command said: texts and numbers as they were typed, lists in one line. */
export function filledFrom<Form extends object>(form: Form, said: Record<string, unknown>): Form {
  const known = Object.entries(form).map(([name, value]: [string, unknown]) => [
    name,
    filled(value, said[name]),
  ])
  return Object.fromEntries(known) as Form
}

function filled(empty: unknown, said: unknown): unknown {
  if (isRecord(empty)) return filledFrom(empty, isRecord(said) ? said : {})
  if (said === undefined || said === null) return empty
  return Array.isArray(said) && typeof empty === 'string' ? said.join(' ') : said
}
