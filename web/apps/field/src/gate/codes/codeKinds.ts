import type { CodeKind, CodeResult } from '@gridward/rules'

/** What each kind of code can say. */
export const RESULTS: Readonly<Record<CodeKind, readonly CodeResult[]>> = {
  health: ['green', 'yellow', 'red', 'unclear'],
  itinerary: ['green', 'starred', 'unclear'],
  test: ['negative', 'pending', 'retest', 'positive', 'unclear'],
  vaccination: ['done', 'partly', 'none', 'unclear'],
}

const HOUR = 3_600_000

/** `2022-06-01T08:30`, as an input of times has it, by the clock of the phone. */
export function localText(moment: number): string {
  const zone = new Date(moment).getTimezoneOffset() * 60_000
  return new Date(moment - zone).toISOString().slice(0, 16)
}

/** How old a result is said to be, in hours: nobody reads minutes off a phone that is held out to them. */
export const AGES = [24, 48, 72] as const

/** Long enough for the one who stands there to be let pass. */
const WHILE_ASKED = 10 * 60_000

/** The oldest that a result of this age may be. */
export function within(hours: number, now: number): number {
  return now - hours * HOUR + WHILE_ASKED
}
