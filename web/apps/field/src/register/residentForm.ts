/** A person as typed at the door, what is wrong with it, and what of it is said to the server. */
import type { CameFrom, DocumentKind, DocumentMissing, Resident, ResidentIn, Sex } from '@gridward/api'
import { newId } from '../components/ids'
import { readIdentity, readPhone, readPlate } from './checks'
import { SUGGESTED } from './documents'

export interface ResidentForm {
  id: string
  name: string
  relation: string
  document_kind: DocumentKind
  document: string
  document_missing: DocumentMissing
  sex: Sex
  birth_date: string
  phones: string
  plates: string
  employer: string
  note: string
  came_on: string
  came_from: CameFrom
}

/** Field to the catalogue key of what is wrong with it. */
export type Wrongs = Partial<Record<keyof ResidentForm, string>>

/** The street's own: a number without area code is of here, as the server reads it. */
const AREA_CODE = '0791'
const SEPARATORS = /[\s,，、;；/]+/
const TELLING: readonly DocumentKind[] = ['identity_card', 'residence_permit']

export function emptyResident(relation = ''): ResidentForm {
  return {
    id: newId(),
    name: '',
    relation,
    document_kind: 'identity_card',
    document: '',
    document_missing: '',
    sex: 'unknown',
    birth_date: '',
    phones: '',
    plates: '',
    employer: '',
    note: '',
    came_on: '',
    came_from: '',
  }
}

/** Protected values come masked and stay empty here: an empty box leaves them as they are. */
export function formOf(resident: Resident): ResidentForm {
  const { id, name, relation, document_kind, document_missing, sex, employer, note, came_from } = resident
  return {
    ...emptyResident(relation),
    ...{ id, name, document_kind, document_missing, sex, employer, note, came_from },
    came_on: resident.came_on ?? '',
    plates: resident.plates.join(' '),
  }
}

/** The relation that is likely next: after the head a spouse, then children. */
export function nextRelation(residents: Pick<ResidentForm, 'relation'>[]): string {
  const there = residents.map(({ relation }) => relation)
  return SUGGESTED.slice(0, 2).find((one) => !there.includes(one)) ?? ''
}

/** Birth and sex that follow from the number; nothing while it is not a whole one. */
export function toldBy({ document_kind, document }: ResidentForm, today: string) {
  return TELLING.includes(document_kind) ? readIdentity(document, today).value : undefined
}

export function several(text: string): string[] {
  return text.split(SEPARATORS).filter(Boolean)
}

export function wrongsOf(form: ResidentForm, today: string): Wrongs {
  const wrongs: Wrongs = {}
  if (!form.name.trim()) wrongs.name = 'name.empty'
  const document = wrongDocument(form, today)
  if (document) wrongs.document = `identity.${document}`
  const phone = phonesOf(form)
    .map((one) => readPhone(one, AREA_CODE).wrong)
    .find(Boolean)
  if (phone) wrongs.phones = `phone.${phone}`
  const plate = several(form.plates)
    .map((one) => readPlate(one).wrong)
    .find(Boolean)
  if (plate) wrongs.plates = `plate.${plate}`
  if (form.birth_date > today) wrongs.birth_date = 'identity.birth_in_future'
  return wrongs
}

function wrongDocument({ document_kind, document }: ResidentForm, today: string): string | undefined {
  if (!document.trim() || !TELLING.includes(document_kind)) return undefined
  return readIdentity(document, today).wrong
}

/** "138 0013 8000" is one number: spaces part numbers only where each piece is one. */
export function phonesOf({ phones }: Pick<ResidentForm, 'phones'>): string[] {
  if (!phones.trim()) return []
  return readPhone(phones, AREA_CODE).value ? [phones.trim()] : several(phones)
}

/** The whole person. */
export function bodyOf(form: ResidentForm): ResidentIn {
  const { name, relation, document_kind, document_missing, sex, employer, note, came_from } = form
  return {
    ...{ relation, document_kind, document_missing, sex, employer, note, came_from },
    name: name.trim(),
    document: form.document.trim(),
    birth_date: form.birth_date || null,
    came_on: form.came_on || null,
    phones: phonesOf(form),
    plates: several(form.plates),
  }
}

/** For a new person: without what nobody has said. The number tells sex and birth, so they are not said beside it. */
export function entryOf(form: ResidentForm, today: string): ResidentIn {
  const body = bodyOf(toldBy(form, today) ? { ...form, sex: 'unknown', birth_date: '' } : form)
  return differing(body, bodyOf(emptyResident()))
}

/** Only what differs, so that what nobody touched stays as somebody else may have made it. */
export function changesOf(form: ResidentForm, before: ResidentForm): ResidentIn {
  return differing(bodyOf(form), bodyOf(before))
}

function differing(body: ResidentIn, before: ResidentIn): ResidentIn {
  const same = (name: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(before[name as keyof ResidentIn])
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !same(name, value)))
}

/** The form with what a refused command said. */
export function typedFrom(form: ResidentForm, content: Record<string, unknown>): ResidentForm {
  const { phones, plates, ...said } = content
  const known = Object.entries(said).filter(([name, value]) => name in form && typeof value === 'string')
  return {
    ...form,
    ...Object.fromEntries(known),
    ...(Array.isArray(phones) ? { phones: phones.join(' ') } : {}),
    ...(Array.isArray(plates) ? { plates: plates.join(' ') } : {}),
  }
}
