/** How far a round is: doors and persons. */
import type { PhoneRound, PhoneTarget } from './documents'
import { standingOf } from './outcomes'

export interface Progress {
  all: number
  /** Doors that need no visit more. */
  done: number
  again: number
  persons: number
  personsMet: number
  /** Of these doors, those of organisations. */
  units: { all: number; done: number; again: number }
}

export function progressOf(targets: Iterable<PhoneTarget>): Progress {
  const sum: Progress = {
    all: 0,
    done: 0,
    again: 0,
    persons: 0,
    personsMet: 0,
    units: { all: 0, done: 0, again: 0 },
  }
  for (const target of targets) {
    const standing = standingOf(target)
    for (const count of target.kind === 'organisation' ? [sum, sum.units] : [sum]) {
      count.all += 1
      count.done += standing === 'done' ? 1 : 0
      count.again += standing === 'again' ? 1 : 0
    }
    sum.persons += target.persons
    sum.personsMet += target.persons_met
  }
  return sum
}

/** Per cent, rounded down: a round is at 100 when nothing is left. */
export function shareOf({ all, done }: Progress): number {
  return all === 0 ? 0 : Math.floor((done / all) * 100)
}

/** Rounds that are walked, the one that ends first in front. */
export function openRounds(rounds: PhoneRound[], today: string): PhoneRound[] {
  return rounds
    .filter(({ state, starts_on }) => state === 'open' && starts_on <= today)
    .sort((one, other) => one.ends_on.localeCompare(other.ends_on) || one.name.localeCompare(other.name))
}
