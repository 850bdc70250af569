/** What an outcome means, as the server decides it (work/rounds/rules/outcomes.py). */
import type { AwayWhere, Hours, PhoneTarget, Visit, VisitOutcome, VisitWay } from './documents'

export const OUTCOMES: readonly VisitOutcome[] = [
  'met',
  'no_answer',
  'refused',
  'away',
  'moved_out',
  'empty',
  'wrong_address',
  'new_people',
]
/** Told with one tap at the door: they need no further word. */
export const PLAIN_OUTCOMES: readonly VisitOutcome[] = [
  'no_answer',
  'refused',
  'moved_out',
  'empty',
  'wrong_address',
]
export const WAYS: readonly VisitWay[] = ['in_person', 'telephone', 'paper']
export const AWAY_WHERE: readonly AwayWhere[] = ['district', 'city', 'province']

/** Where people live who were found: with this household, or as one of their own. */
export const NEWCOMERS = ['here', 'own'] as const
export type Newcomers = (typeof NEWCOMERS)[number]

/** The sign beside the colour, so that an outcome is told without seeing colours. */
export const OUTCOME_SIGNS: Record<VisitOutcome, string> = {
  met: '✓',
  no_answer: '…',
  refused: '✕',
  away: '↗',
  moved_out: '⇥',
  empty: '○',
  wrong_address: '?',
  new_people: '＋',
}

const SPOKEN: readonly string[] = ['met', 'new_people']
const NOBODY: readonly string[] = ['moved_out', 'empty', 'wrong_address', 'away']

export function somebodyMet(outcome: VisitOutcome): boolean {
  return SPOKEN.includes(outcome)
}

/** All outcomes end a target but a closed door, which is tried so often as the round says. */
export function settles(outcome: VisitOutcome, tries: number, most: number): boolean {
  return outcome !== 'no_answer' || tries >= most
}

export function personsMet({ outcome, persons_met }: Visit, persons: number): number {
  if (somebodyMet(outcome)) return persons_met ?? persons
  return NOBODY.includes(outcome) ? persons : 0
}

/** Where a target is: `again` has an outcome and must be visited again. */
export type TargetStanding = 'open' | 'again' | 'done'

export function standingOf({ outcome, settled }: Pick<PhoneTarget, 'outcome' | 'settled'>): TargetStanding {
  if (settled) return 'done'
  return outcome ? 'again' : 'open'
}

export function isNow(hours: Hours | null, hour: number): boolean {
  return hours !== null && hours.from <= hour && hour < hours.to
}
