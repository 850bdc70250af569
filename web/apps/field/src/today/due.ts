/** What is due today, in the order in which it is best done. */
import type { PhoneBuilding } from '@gridward/api'
import { compared } from '../doors/matrix'
import type { PhoneRound, PhoneTarget, Visit, VisitWay } from '../visits/documents'
import { isNow, standingOf, WAYS } from '../visits/outcomes'

export interface Revisit {
  target: PhoneTarget
  round: PhoneRound
  /** These are the hours in which somebody is likely to open. */
  now: boolean
}

export interface BuildingDue {
  /** Nothing where the household or organisation leads to no building of the phone. */
  building: PhoneBuilding | undefined
  /** Doors nobody was at, and how many of them are organisations'. */
  open: number
  units: number
  endsOn: string
}

export interface Due {
  revisits: Revisit[]
  buildings: BuildingDue[]
}

export type BuildingOf = (target: PhoneTarget) => PhoneBuilding | undefined

export function dueOf(targets: PhoneTarget[], rounds: PhoneRound[], where: BuildingOf, hour: number): Due {
  const known = new Map(rounds.map((round) => [round.id, round]))
  const revisits: Revisit[] = []
  const buildings = new Map<string, BuildingDue>()
  for (const target of targets) {
    const round = known.get(target.round_id)
    if (!round) continue
    const standing = standingOf(target)
    if (standing === 'again') revisits.push({ target, round, now: isNow(target.best_hours, hour) })
    if (standing === 'open') count(buildings, where(target), target, round.ends_on)
  }
  return { revisits: revisits.sort(byHours(hour)), buildings: [...buildings.values()].sort(byDeadline) }
}

function count(
  found: Map<string, BuildingDue>,
  building: PhoneBuilding | undefined,
  { kind }: PhoneTarget,
  endsOn: string,
): void {
  const key = building?.id ?? ''
  const due = found.get(key) ?? { building, open: 0, units: 0, endsOn }
  const units = due.units + (kind === 'organisation' ? 1 : 0)
  const soonest = due.endsOn < endsOn ? due.endsOn : endsOn
  found.set(key, { building, open: due.open + 1, units, endsOn: soonest })
}

/** First what is best now, then what comes soonest today, then what has no hours or has them past. */
function byHours(hour: number) {
  return (one: Revisit, other: Revisit): number =>
    wait(one, hour) - wait(other, hour) || one.round.ends_on.localeCompare(other.round.ends_on)
}

const NEVER = 24

function wait({ target: { best_hours }, now }: Revisit, hour: number): number {
  if (now) return -1
  return best_hours && best_hours.from > hour ? best_hours.from - hour : NEVER
}

/** What ends first; of equals along the compounds. What leads to no building stands at the end. */
function byDeadline(one: BuildingDue, other: BuildingDue): number {
  if (!one.building || !other.building) return Number(!one.building) - Number(!other.building)
  return one.endsOn.localeCompare(other.endsOn) || along(one.building, other.building)
}

function along(one: PhoneBuilding, other: PhoneBuilding): number {
  return compared(one.site, other.site) || compared(one.number_key, other.number_key)
}

/** Visits of a day that this phone recorded, by way. */
export function doneBy(visits: Visit[]): Record<VisitWay, number> {
  const found = Object.fromEntries(WAYS.map((way) => [way, 0])) as Record<VisitWay, number>
  for (const { way } of visits) found[way] += 1
  return found
}
