/** A person as typed at the door, what is wrong with it, and what of it is said to the server. */
import type { Away, CameFrom, Resident, ResidentIn } from '@gridward/api'
import { SUGGESTED } from './documents'
import {
  bodyOfPerson,
  differing,
  emptyPerson,
  knownPerson,
  phonesIn,
  several,
  withoutTold,
  wrongPhone,
  wrongPlate,
  wrongsOfPerson,
  type PersonForm,
  type WrongsOf,
} from './personForm'

/** What an epidemic asks of a person; null where nobody has said. */
export interface FactsForm {
  tested: boolean | null
  from_key_area: boolean | null
  away: Away
}

export interface ResidentForm extends PersonForm {
  relation: string
  phones: string
  plates: string
  employer: string
  note: string
  came_on: string
  came_from: CameFrom
  situation: FactsForm
}

export type Wrongs = WrongsOf<ResidentForm>

export function emptyResident(relation = ''): ResidentForm {
  return {
    ...emptyPerson(),
    relation,
    phones: '',
    plates: '',
    employer: '',
    note: '',
    came_on: '',
    came_from: '',
    situation: { tested: null, from_key_area: null, away: 'none' },
  }
}

export function formOf(resident: Resident): ResidentForm {
  const { relation, employer, note, came_from, situation } = resident
  const empty = emptyResident(relation)
  return {
    ...empty,
    ...knownPerson(resident),
    ...{ employer, note, came_from },
    came_on: resident.came_on ?? '',
    plates: resident.plates.join(' '),
    situation: { ...empty.situation, ...situation },
  }
}

/** The relation that is likely next: after the head a spouse, then children. */
export function nextRelation(residents: Pick<ResidentForm, 'relation'>[]): string {
  const there = residents.map(({ relation }) => relation)
  return SUGGESTED.slice(0, 2).find((one) => !there.includes(one)) ?? ''
}

export function wrongsOf(form: ResidentForm, today: string): Wrongs {
  const wrongs: Wrongs = wrongsOfPerson(form, today)
  const [phones, plates] = [wrongPhone(form.phones), wrongPlate(form.plates)]
  return { ...wrongs, ...(phones ? { phones } : {}), ...(plates ? { plates } : {}) }
}

/** The whole person. */
export function bodyOf(form: ResidentForm): ResidentIn {
  const { relation, employer, note, came_from, situation } = form
  return {
    ...bodyOfPerson(form),
    ...{ relation, employer, note, came_from, situation },
    came_on: form.came_on || null,
    phones: phonesIn(form.phones),
    plates: several(form.plates),
  }
}

/** For a new person: without what nobody has said. */
export function entryOf(form: ResidentForm, today: string): ResidentIn {
  return differing(bodyOf(withoutTold(form, today)), bodyOf(emptyResident()))
}

export function changesOf(form: ResidentForm, before: ResidentForm): ResidentIn {
  return differing(bodyOf(form), bodyOf(before))
}
