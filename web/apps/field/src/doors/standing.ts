/** What a door's cell shows: what the register says of it, and how far the chosen round is there. */
import type { HouseholdState, PhoneDoor, PhoneHousehold } from '@gridward/api'
import type { Kept } from '@gridward/offline'
import type { PhoneTarget, VisitOutcome } from '../visits/documents'
import { standingOf, type TargetStanding } from '../visits/outcomes'

export type RegisterStanding =
  'lived_in' | 'several' | 'empty' | 'moved_out' | 'unregistered' | 'not_residential'

/** `none`: the round does not ask for this door. */
export type VisitStanding = TargetStanding | 'none'

export interface Cell {
  door: PhoneDoor
  households: Kept<PhoneHousehold>[]
  register: RegisterStanding
  persons: number
  targets: PhoneTarget[]
  visit: VisitStanding
  outcome: VisitOutcome | ''
  lateAdded: boolean
  /** Something of it still waits on this phone, or needs its owner. */
  pending: boolean
}

export function cellOf(door: PhoneDoor, households: Kept<PhoneHousehold>[], targets: PhoneTarget[]): Cell {
  const documents = households.map(({ document }) => document)
  const telling = mostTelling(targets)
  return {
    door,
    households,
    register: registerStanding(
      door.residential,
      documents.map(({ state }) => state),
    ),
    persons: documents.reduce((sum, { residents }) => sum + residents.length, 0),
    targets,
    visit: telling ? standingOf(telling) : 'none',
    outcome: telling?.outcome ?? '',
    lateAdded: targets.some(({ late_added }) => late_added),
    pending: households.some(({ pending }) => pending !== '' && pending !== 'confirmed'),
  }
}

/** As the desk reads it (register/rules/doors.py). */
export function registerStanding(residential: boolean, states: HouseholdState[]): RegisterStanding {
  const living = states.filter((state) => state === 'living').length
  if (living) return living > 1 ? 'several' : 'lived_in'
  if (!residential) return 'not_residential'
  if (states.includes('empty')) return 'empty'
  return states.length ? 'moved_out' : 'unregistered'
}

const ORDER: TargetStanding[] = ['open', 'again', 'done']

/** Of several households behind a door the one with the most left to do. */
function mostTelling(targets: PhoneTarget[]): PhoneTarget | undefined {
  const rank = (target: PhoneTarget) => ORDER.indexOf(standingOf(target))
  return [...targets].sort((one, other) => rank(one) - rank(other))[0]
}
