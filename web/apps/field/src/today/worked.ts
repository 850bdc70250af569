/** Days on which this phone recorded visits or patrols, as the server counts work that wants papers. */
import type { Given } from '@gridward/offline'
import { dayOf } from '../components/days'
import type { Patrol } from '../day/documents'
import { visitIn } from '../visits/expected'
import type { DayAt } from './items'

/** What was refused is no record; of a door that has left the phone nobody knows the grid. */
export function workedDays(
  outbox: readonly Given[],
  gridOf: (target: string) => string | undefined,
): DayAt[] {
  return eachOnce(
    outbox.flatMap((given) => (given.state === 'needs_you' ? [] : (workIn(given, gridOf) ?? []))),
  )
}

/** The same days at the same grids but once, the earliest first. */
export function eachOnce(days: readonly DayAt[]): DayAt[] {
  const found = new Map(days.map((one) => [`${one.day} ${one.grid}`, one]))
  return [...found.values()].sort((one, other) => one.day.localeCompare(other.day))
}

/** The days of patrols; to stand at a gate is none. */
export function patrolDays(outbox: readonly Given[]): string[] {
  return outbox
    .filter(({ kind, state }) => kind === 'patrol.record' && state !== 'needs_you')
    .map(({ content }) => content as unknown as Patrol)
    .filter(({ kind }) => kind !== 'gate')
    .map(({ started_at }) => dayOf(new Date(started_at)))
}

function workIn(
  { kind, content, at }: Given,
  gridOf: (target: string) => string | undefined,
): DayAt | undefined {
  if (kind === 'patrol.record') {
    const { started_at, grid_id } = content as unknown as Patrol
    return { day: dayOf(new Date(started_at)), grid: grid_id }
  }
  if (kind !== 'visit.record') return undefined
  const grid = gridOf(visitIn(content).target_id)
  return grid === undefined ? undefined : { day: dayOf(new Date(at)), grid }
}
