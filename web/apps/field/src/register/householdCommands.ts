/** Commands about households and their people. */
import type { PhoneHousehold, Resident } from '@gridward/api'
import type { Content, Draft, KindOfCommand, Kinds } from '@gridward/offline'
import { dayOf } from '../components/days'
import { FIRST_VERSION, given, isReached, said, type Answer } from './commandParts'
import type { HouseholdAdd, HouseholdChange, ResidentAdd, ResidentChange, ResidentLeave } from './documents'
import { madeResident, withChange } from './showing'

const householdAdd: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content) {
    const added = said<HouseholdAdd>(content)
    if (view.get(added.id)) return
    view.add(added.grid_id, 'household', madeHousehold(added))
  },
  settled: (view, { id }, answer) => isReached(view.get(id)?.document.version, answer),
}

const householdChange: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content) {
    const { tenure, state, note } = said<HouseholdChange>(content)
    const household = view.edit<PhoneHousehold>(content.id)
    if (household) Object.assign(household, given({ tenure, state, note }))
  },
  settled(view, { id }, answer) {
    const household = view.get(id)
    return !household || isReached(household.document.version, answer)
  },
}

const residentAdd: KindOfCommand = {
  about: (content) => [said<ResidentAdd>(content).household_id],
  apply(view, content, at) {
    const added = said<ResidentAdd>(content)
    const household = view.edit<PhoneHousehold>(added.household_id)
    if (!household || residentOf(household, added.id)) return
    household.residents.push(madeResident(added, dayOf(new Date(at)), FIRST_VERSION))
    household.keys.push(`\t${added.name ?? ''}`)
  },
  settled(view, content, answer) {
    if (answer.conflict) return true
    return isReached(shown(view, content)?.version, answer)
  },
}

const residentChange: KindOfCommand = {
  about: (content) => [said<ResidentChange>(content).household_id],
  apply(view, content, at) {
    const change = said<ResidentChange>(content)
    const resident = residentOf(view.edit<PhoneHousehold>(change.household_id), change.id)
    if (resident) Object.assign(resident, withChange(resident, change, dayOf(new Date(at))))
  },
  settled: goneOrReached,
}

const residentLeave: KindOfCommand = {
  about: (content) => [said<ResidentLeave>(content).household_id],
  apply(view, content) {
    const household = view.edit<PhoneHousehold>(said<ResidentLeave>(content).household_id)
    const place = household?.residents.findIndex(({ id }) => id === content.id) ?? -1
    if (!household || place < 0) return
    household.residents.splice(place, 1)
    household.keys.splice(place, 1)
  },
  settled: goneOrReached,
}

export const householdKinds: Kinds = {
  'household.add': householdAdd,
  'household.change': householdChange,
  'resident.add': residentAdd,
  'resident.change': residentChange,
  'resident.leave': residentLeave,
}

function goneOrReached(view: Draft, content: Content, answer: Answer): boolean {
  const resident = shown(view, content)
  return !resident || isReached(resident.version, answer)
}

function shown(view: Draft, content: Content): Resident | undefined {
  const household = view.get(said<ResidentAdd>(content).household_id)?.document
  return residentOf(household as PhoneHousehold | undefined, content.id)
}

function residentOf(household: PhoneHousehold | undefined, id: string): Resident | undefined {
  return household?.residents.find((one) => one.id === id)
}

function madeHousehold({
  id,
  dwelling_id,
  grid_id,
  address_text,
  tenure,
  state,
  note,
}: HouseholdAdd): PhoneHousehold {
  const grid = { id: grid_id, code: '', name: '' }
  const words = { address_text, tenure, state, note }
  return {
    id,
    version: FIRST_VERSION,
    dwelling_id,
    grid,
    ...words,
    merged_into_id: null,
    residents: [],
    keys: [],
  }
}
