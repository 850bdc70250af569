/** A line of Annex 3 as it is typed, and what of it goes to the server. */
import type { Away, CameFrom, DocumentKind, DocumentMissing, Resident, ResidentIn, Sex } from '@gridward/api'

export interface ResidentForm {
  name: string
  sex: Sex
  birth_date: string
  document_kind: DocumentKind
  document: string
  document_missing: DocumentMissing
  relation: string
  employer: string
  phones: string
  plates: string
  note: string
  came_on: string
  came_from: CameFrom
  tested: Answer
  from_key_area: Answer
  away: Away
}

/** A yes, a no, or nothing said. */
export type Answer = 'yes' | 'no' | ''

const SEPARATORS = /[\s,，、;；]+/

export function emptyResident(relation = ''): ResidentForm {
  return {
    name: '',
    sex: 'unknown',
    birth_date: '',
    document_kind: 'identity_card',
    document: '',
    document_missing: '',
    relation,
    employer: '',
    phones: '',
    plates: '',
    note: '',
    came_on: '',
    came_from: '',
    tested: '',
    from_key_area: '',
    away: 'none',
  }
}

/** Protected values come masked and stay empty here: an empty box leaves them as they are. */
export function formOf(resident: Resident): ResidentForm {
  const { situation } = resident
  return {
    ...emptyResident(resident.relation),
    name: resident.name,
    sex: resident.sex,
    document_kind: resident.document_kind,
    document_missing: resident.document_missing,
    employer: resident.employer,
    plates: resident.plates.join(' '),
    note: resident.note,
    came_on: resident.came_on ?? '',
    came_from: resident.came_from,
    tested: answerOf(situation?.tested),
    from_key_area: answerOf(situation?.from_key_area),
    away: situation?.away ?? 'none',
  }
}

/** The whole line; `situation` only from those who may set it. */
export function bodyOf(form: ResidentForm, maySituation: boolean): ResidentIn {
  const { phones, plates, birth_date, came_on } = form
  const { name, sex, document_kind, document, document_missing, relation, employer, note, came_from } = form
  return {
    ...{ name, sex, document_kind, document, document_missing, relation, employer, note, came_from },
    birth_date: birth_date || null,
    came_on: came_on || null,
    phones: phones.split(SEPARATORS).filter(Boolean),
    plates: plates.split(SEPARATORS).filter(Boolean),
    situation: maySituation ? situationOf(form) : null,
  }
}

/** What an epidemic asks of a resident. */
export function situationOf({ tested, from_key_area, away }: ResidentForm) {
  return { tested: factOf(tested), from_key_area: factOf(from_key_area), away }
}

/** Only what differs from before, so that what nobody touched stays as it is. */
export function changesOf(
  form: ResidentForm,
  before: ResidentForm,
  maySituation: boolean,
): Partial<ResidentIn> {
  const body = bodyOf(form, maySituation)
  const old = bodyOf(before, maySituation)
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => !same(value, old[key as keyof ResidentIn])),
  )
}

export function answerOf(fact: boolean | null | undefined): Answer {
  return fact == null ? '' : fact ? 'yes' : 'no'
}

export function factOf(answer: Answer): boolean | null {
  return answer === '' ? null : answer === 'yes'
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
