/** What is late, due and done of each duty, by what this phone knows: the same rules as the server's sources. */
import type { RouteLocationRaw } from 'vue-router'
import { daysBetween } from '../components/days'
import type { PhoneRound } from '../visits/documents'
import type { Progress } from '../visits/progress'
import { DAYS, type DutyId } from './duties'

export const STATES = ['late', 'due', 'done'] as const
export type State = (typeof STATES)[number]

export interface Item {
  duty: DutyId
  state: State
  /** A key under `today.item`, filled with `values`; of these `day` and `last` are days of the calendar. */
  text: string
  values: Record<string, string | number>
  to: RouteLocationRaw
  /** The last day in time. */
  until?: string
  progress?: Progress
}

export interface RoundKnown {
  round: PhoneRound
  progress: Progress
}

/** How many doors, and how many of them are organisations'. */
export interface Doors {
  count: number
  units: number
}

/** A day in a grid. */
export interface DayAt {
  day: string
  grid: string
}

export interface Known {
  today: string
  rounds: RoundKnown[]
  /** Doors at which this phone was today, and those of them that settled after an earlier try. */
  visited: Doors
  settled: Doors
  /** Somebody walks at this moment. */
  patrolling: boolean
  /** The days of the patrols that this phone recorded. */
  patrols: string[]
  signed: boolean
  confirmed: boolean
  /** Days before today with work and without the paper. */
  unsigned: DayAt[]
  unconfirmed: DayAt[]
  refused: number
}

type Source = (known: Known) => Omit<Item, 'duty'>[]

export function itemsOf(duties: readonly DutyId[], known: Known): Item[] {
  return duties.flatMap((duty) => SOURCES[duty](known).map((item) => ({ duty, ...item })))
}

const SOURCES: Record<DutyId, Source> = {
  walk_targets: (known) => [
    ...known.rounds.flatMap(({ round, progress }) => {
      const left = { count: unseen(progress), units: unseen(progress.units) }
      return left.count ? [ofRound(known, round, 'doors_left', left, { name: 'doors' }, progress)] : []
    }),
    ...done(known.visited, 'doors_visited', { name: 'doors' }),
  ],
  revisit_doors: (known) => [
    ...known.rounds.flatMap(({ round, progress: { again, units } }) =>
      again
        ? [ofRound(known, round, 'doors_again', { count: again, units: units.again }, { name: 'revisits' })]
        : [],
    ),
    ...done(known.settled, 'doors_settled', { name: 'revisits' }),
  ],
  patrol_grid: (known) => [patrolOf(known)],
  write_log: (known) => papersOf(known, 'log', known.unsigned, known.signed),
  confirm_sheet: (known) => papersOf(known, 'sheet', known.unconfirmed, known.confirmed),
  answer_refusals: ({ refused }) =>
    refused ? [{ state: 'due', text: 'refused', values: { count: refused }, to: { name: 'outbox' } }] : [],
  watch_rounds: (known) => known.rounds.flatMap((one) => watched(known, one)),
}

function unseen({ all, done, again }: Progress['units']): number {
  return all - done - again
}

function ofRound(
  { today }: Known,
  { name, ends_on }: PhoneRound,
  text: string,
  doors: Doors,
  to: RouteLocationRaw,
  progress?: Progress,
): Omit<Item, 'duty'> {
  const state = ends_on < today ? 'late' : 'due'
  return { state, text, values: { name, ...doors }, to, until: ends_on, ...(progress && { progress }) }
}

function watched({ today }: Known, { round, progress }: RoundKnown): Omit<Item, 'duty'>[] {
  const left = progress.all - progress.done
  const share = progress.all ? Math.floor((progress.done / progress.all) * 100) : 100
  const { units } = progress
  const values = {
    name: round.name,
    count: left || progress.all,
    units: left ? units.all - units.done : units.all,
    share,
  }
  const to = { name: 'doors' }
  if (!left) return [{ state: 'done', text: 'round_walked', values, to }]
  if (daysBetween(today, round.ends_on) > DAYS.ahead) return []
  const state = round.ends_on < today ? 'late' : 'due'
  return [{ state, text: 'round_ends', values, to, until: round.ends_on, progress }]
}

function done(doors: Doors, text: string, to: RouteLocationRaw): Omit<Item, 'duty'>[] {
  return doors.count ? [{ state: 'done', text, values: { ...doors }, to }] : []
}

function patrolOf({ today, patrols, patrolling }: Known): Omit<Item, 'duty'> {
  const count = patrols.filter((day) => day === today).length
  const [last] = [...patrols].sort().reverse()
  const to = { name: 'patrol' }
  if (patrolling) return { state: 'due', text: 'patrol_running', values: {}, to, until: today }
  if (count) return { state: 'done', text: 'patrol_done_daily', values: { count }, to }
  if (last && daysBetween(last, today) > DAYS.grace)
    return { state: 'late', text: 'patrol_late_daily', values: { last }, to, until: last }
  return { state: 'due', text: 'patrol_due_daily', values: {}, to, until: today }
}

function papersOf({ today }: Known, name: string, missing: DayAt[], given: boolean): Omit<Item, 'duty'>[] {
  const to = { name: 'day' }
  return [
    ...lateOf(name, missing),
    given
      ? { state: 'done', text: `${name}_done`, values: {}, to }
      : { state: 'due', text: `${name}_due`, values: {}, to, until: today },
  ]
}

/** All days together, with the way to the first of them. */
function lateOf(name: string, missing: DayAt[]): Omit<Item, 'duty'>[] {
  const [first] = missing
  if (!first) return []
  const values = { day: first.day, count: missing.length }
  const to = { name: 'day', query: { day: first.day, grid: first.grid } }
  return [{ state: 'late', text: `${name}_missing`, values, to, until: first.day }]
}
