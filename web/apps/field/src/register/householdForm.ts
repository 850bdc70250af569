/** A household as typed at the door. */
import type { HouseholdState, PhoneHousehold, Tenure } from '@gridward/api'
import { newId } from '../components/ids'
import type { HouseholdAdd, HouseholdChange, ResidentAdd } from './documents'
import { phonesIn } from './personForm'
import { emptyResident, entryOf, wrongsOf, type ResidentForm, type Wrongs } from './residentForm'

export interface HeadForm {
  tenure: Tenure
  state: HouseholdState
  note: string
}

/** The ids are made when the form begins: saving it twice enters it once. */
export interface NewHouseholdForm extends HeadForm {
  id: string
  residents: ResidentForm[]
}

export interface Where {
  dwelling_id: string
  grid_id: string
  address_text: string
}

export function emptyHousehold(): NewHouseholdForm {
  return { id: newId(), tenure: 'unknown', state: 'living', note: '', residents: [emptyResident('户主')] }
}

export function headOf({ tenure, state, note }: PhoneHousehold): HeadForm {
  return { tenure, state, note }
}

export function changesOfHead(form: HeadForm, before: HeadForm): Omit<HouseholdChange, 'id' | 'version'> {
  return {
    ...(form.tenure === before.tenure ? {} : { tenure: form.tenure }),
    ...(form.state === before.state ? {} : { state: form.state }),
    ...(form.note === before.note ? {} : { note: form.note }),
  }
}

/** A person of whom nothing was typed is no person. */
export function isBlank({ name, document, phones, plates }: ResidentForm): boolean {
  return ![name, document, phones, plates].some((text) => text.trim())
}

export function livingThere({ state, residents }: NewHouseholdForm): ResidentForm[] {
  return state === 'living' ? residents.filter((one) => !isBlank(one)) : []
}

/** What is wrong, by the id of the person; nothing when all may be given. */
export function wrongsOfAll(form: NewHouseholdForm, today: string): Record<string, Wrongs> {
  const found = livingThere(form).map((one): [string, Wrongs] => [one.id, wrongsOf(one, today)])
  return Object.fromEntries(found.filter(([, wrongs]) => Object.keys(wrongs).length))
}

export type Command =
  { kind: 'household.add'; content: HouseholdAdd } | { kind: 'resident.add'; content: ResidentAdd }

/** The commands that enter it, in their order. */
export function commandsOf(form: NewHouseholdForm, where: Where, today: string): Command[] {
  const { id, tenure, state, note } = form
  const household: Command = { kind: 'household.add', content: { id, ...where, tenure, state, note } }
  const persons = livingThere(form).map((one): Command => {
    return { kind: 'resident.add', content: { ...entryOf(one, today), id: one.id, household_id: id } }
  })
  return [household, ...persons]
}

/** The last phone that was typed above a person: families share one. */
export function phoneAbove(residents: ResidentForm[], id: string): string {
  const place = residents.findIndex((one) => one.id === id)
  const above = residents.slice(0, place).flatMap(({ phones }) => phonesIn(phones))
  return above[above.length - 1] ?? ''
}
