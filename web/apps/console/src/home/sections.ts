/** A post's duties as its home lays them out: what is late, what is due, what was done; duty by duty in each. */
import type { Duty, DutyItem, DutyState } from '@gridward/api'

/** What is late stands first: nothing else may hide it. */
export const STATES: readonly DutyState[] = ['late', 'due', 'done']

export interface DutyGroup {
  duty: Duty
  items: DutyItem[]
}

export interface Section {
  state: DutyState
  /** How many items, not how many doors or papers these are about. */
  count: number
  groups: DutyGroup[]
}

/** What is due is always shown, also where nothing is; the others where there is something. */
export function sectionsOf(duties: readonly Duty[]): Section[] {
  return STATES.map((state) => sectionOf(state, duties)).filter(
    ({ state, count }) => count > 0 || state === 'due',
  )
}

function sectionOf(state: DutyState, duties: readonly Duty[]): Section {
  const groups = duties
    .map((duty) => ({ duty, items: duty.items.filter((item) => item.state === state) }))
    .filter(({ items }) => items.length)
  return { state, count: groups.reduce((sum, { items }) => sum + items.length, 0), groups }
}

const DAY_MS = 86_400_000

/** Whole days since the last day in time; days are `YYYY-MM-DD`. */
export function daysLate(until: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(until)) / DAY_MS)
}

/** Where in its document a source stands: the document itself is told on demand. */
export function placeOf(source: string): string {
  return source.slice(source.indexOf(' ') + 1)
}

/** The app of phones is another page: its links leave this one. */
export function isOnPhone(link: string): boolean {
  return link.startsWith('/field/')
}
