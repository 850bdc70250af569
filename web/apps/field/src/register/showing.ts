/** A resident as entered here, in the shape in which the server tells one: documents masked, age instead of birth. */
import type { Resident } from '@gridward/api'
import { readIdentity } from './checks'
import type { ResidentAdd, ResidentChange } from './documents'

type Said = Omit<ResidentChange, 'version'>

const NOBODY: Omit<Resident, 'id' | 'household_id' | 'version'> = {
  name: '',
  sex: 'unknown',
  age: null,
  document_kind: 'identity_card',
  document: '',
  document_missing: '',
  relation: '',
  employer: '',
  note: '',
  came_on: null,
  came_from: '',
  left_on: null,
  phones: [],
  plates: [],
  situation: null,
}

export function madeResident(said: ResidentAdd, today: string, version: number): Resident {
  const { id, household_id } = said
  return { ...withChange({ ...NOBODY, id, household_id, version }, said, today) }
}

/** Phones stand in full as long as they wait here: who typed them may call them. */
export function withChange(before: Resident, said: Said, today: string): Resident {
  const { phones, plates, situation, ...plain } = said
  return {
    ...before,
    ...wordsOf(plain, before),
    ...identityOf(said, today),
    version: before.version,
    phones: phones?.map((masked) => ({ id: '', masked })) ?? before.phones,
    plates: plates ?? before.plates,
    situation: situation ? withSituation(before.situation, situation) : before.situation,
  }
}

/** Fields that are told as they were said. */
export function wordsOf<Row extends object>(plain: object, before: Row): Partial<Row> {
  const apart = ['document', 'birth_date', 'version']
  const known = Object.entries(plain).filter(([name]) => name in before && !apart.includes(name))
  return Object.fromEntries(known) as Partial<Row>
}

interface Numbered {
  document?: string
  birth_date?: string | null
}

/** Sex and age follow from an identity number; without one they are as they were said. */
export function identityOf({ document, birth_date }: Numbered, today: string) {
  const age = birth_date ? { age: ageOn(birth_date, today) } : {}
  if (!document) return age
  const told = readIdentity(document, today).value
  if (!told) return { ...age, document: maskDocument(document) }
  return { age: ageOn(told.birth, today), sex: told.sex, document: maskDocument(told.number) }
}

function withSituation(before: Resident['situation'], said: object): Resident['situation'] {
  return { ...(before ?? NOT_SAID), ...said }
}

const NOT_SAID = { tested: null, from_key_area: null, away: 'none' } as const

/** A quarter at each end, four characters at most (kernel/masking.py). */
export function maskDocument(number: string): string {
  const kept = Math.min(Math.floor(number.length / 4), 4)
  return number.slice(0, kept) + '*'.repeat(number.length - 2 * kept) + number.slice(number.length - kept)
}

export function ageOn(birth: string, today: string): number {
  const before = today.slice(5) < birth.slice(5)
  return Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - Number(before)
}
