/** Kinds of commands of the tests: a household's note and head count, its people, visits that are counted. */
import type { Document, KindOfCommand, Kinds } from '../src/contract'

export interface Person {
  id: string
  name: string
  note: string
  version: number
}

export interface Home extends Document {
  version: number
  note: string
  count: number
  residents: Person[]
}

export interface Target extends Document {
  outcome: string
  tries: number
}

const versionOf = (answer: Record<string, unknown>) => answer.version as number

const householdAdd: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, { id, grid, note }) {
    const home = { id, version: 0, note, count: 0, residents: [] }
    if (!view.get(id)) view.add(grid as string, 'household', home)
  },
  settled: (view, { id }) => view.get(id) !== undefined,
}

const householdChange: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, { id, note, count }) {
    const home = view.edit<Home>(id)
    if (home && note !== undefined) home.note = note as string
    if (home && count !== undefined) home.count = count as number
  },
  settled(view, { id }, answer) {
    const home = view.get(id)?.document as Home | undefined
    return !home || home.version >= versionOf(answer)
  },
}

const residentAdd: KindOfCommand = {
  about: ({ household_id }) => [household_id as string],
  apply(view, { id, household_id, name }) {
    const person = { id, name: name as string, note: '', version: 0 }
    view.edit<Home>(household_id as string)?.residents.push(person)
  },
  settled: (view, { id, household_id }) =>
    person(view.get(household_id as string)?.document, id) !== undefined,
}

const residentChange: KindOfCommand = {
  about: ({ household_id }) => [household_id as string],
  apply(view, { id, household_id, note }) {
    const found = person(view.edit<Home>(household_id as string), id)
    if (found) found.note = note as string
  },
  settled(view, { id, household_id }, answer) {
    const found = person(view.get(household_id as string)?.document, id)
    return !found || found.version >= versionOf(answer)
  },
}

const visitRecord: KindOfCommand = {
  together: 100,
  about: ({ target_id }) => [target_id as string],
  apply(view, { target_id, outcome }) {
    const target = view.edit<Target>(target_id as string)
    if (!target) return
    target.outcome = outcome as string
    target.tries++
  },
  settled(view, { target_id }, answer) {
    const target = view.get(target_id as string)?.document as Target | undefined
    return !target || target.tries >= (answer.tries as number)
  },
}

export const kinds: Kinds = {
  'household.add': householdAdd,
  'household.change': householdChange,
  'resident.add': residentAdd,
  'resident.change': residentChange,
  'visit.record': visitRecord,
}

function person(home: Document | undefined, id: string): Person | undefined {
  return (home as Home | undefined)?.residents.find((one) => one.id === id)
}
