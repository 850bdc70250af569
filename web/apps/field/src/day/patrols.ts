/** A patrol while it is walked: what each tap makes of it. A stop is a place and a time; no position is ever asked. */
import { newId } from '../components/ids'
import { MOST, type Finding, type Patrol, type PatrolKind, type RunningPatrol, type Stop } from './documents'

/** Within which a second tap on the same place is a slip of the thumb. */
const SLIP_MS = 60_000
const MINUTE_MS = 60_000
/** Longer ones the server refuses: somebody forgot to end it. */
export const LONGEST_MS = 24 * 3_600_000

export interface Place {
  point_id: string | null
  name: string
}

export function begun(grid: string, kind: PatrolKind, now: Date): RunningPatrol {
  const started_at = now.toISOString()
  return { id: newId(), grid_id: grid, kind, started_at, stops: [], findings: [], note: '' }
}

export function withStop(patrol: RunningPatrol, place: Place, now: Date): RunningPatrol {
  const name = place.name.trim()
  const last = lastOf(patrol.stops)
  const isSlip = last?.name === name && now.getTime() - Date.parse(last.at) < SLIP_MS
  if (!name || isSlip || patrol.stops.length >= MOST.stops) return patrol
  const stop: Stop = { ...place, name, at: now.toISOString(), found: 'nothing' }
  return { ...patrol, stops: [...patrol.stops, stop] }
}

export function withoutStop(patrol: RunningPatrol, gone: Stop): RunningPatrol {
  return { ...patrol, stops: patrol.stops.filter((one) => one !== gone) }
}

export function withFinding(patrol: RunningPatrol, finding: Finding): RunningPatrol {
  return marked({ ...patrol, findings: [...patrol.findings, finding] })
}

export function withoutFinding(patrol: RunningPatrol, gone: Finding): RunningPatrol {
  return marked({ ...patrol, findings: patrol.findings.filter((one) => one !== gone) })
}

/** The last stop at the place of each finding is where it was found. */
function marked(patrol: RunningPatrol): RunningPatrol {
  const found = new Set(patrol.findings.map(({ place }) => lastAt(patrol.stops, place)))
  const stops = patrol.stops.map((stop): Stop => ({
    ...stop,
    found: found.has(stop) ? 'finding' : 'nothing',
  }))
  return { ...patrol, stops }
}

function lastAt(stops: Stop[], place: string): Stop | undefined {
  return lastOf(stops.filter(({ name }) => name === place))
}

/** When it is ended now: at its last stop where somebody forgot it for a day, and never before that. */
export function endOf({ started_at, stops }: RunningPatrol, now: Date): Date {
  const start = Date.parse(started_at)
  const last = Math.max(start + MINUTE_MS, ...stops.map(({ at }) => Date.parse(at)))
  const isForgotten = now.getTime() - start > LONGEST_MS
  return new Date(isForgotten ? last : Math.max(now.getTime(), last))
}

export function ended(patrol: RunningPatrol, now: Date): Patrol {
  return { ...patrol, ended_at: endOf(patrol, now).toISOString() }
}

export function lastOf<Item>(items: readonly Item[]): Item | undefined {
  return items[items.length - 1]
}
