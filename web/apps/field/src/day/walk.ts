/** The way of a day: where the server's order leads, building by building, through what is not settled yet. */
import type { PhoneBuilding } from '@gridward/api'
import type { Hours, PhoneTarget } from '../visits/documents'
import { standingOf } from '../visits/outcomes'

/** The order of a round as it was asked for, kept for that day. */
export interface Walk {
  day: string
  /** Households and organisations in their order. */
  subjects: string[]
  metres: number
}

/** Doors one behind the other in one building; each place that leads to none stands alone. */
export interface Leg {
  building: PhoneBuilding | undefined
  subjects: string[]
  /** The round in which the first is visited. */
  round: string
  /** How many of them were tried before. */
  again: number
  /** When the first of them is likely to open, where that is why the way leads there now. */
  hours: Hours | null
}

export type BuildingOf = (target: PhoneTarget) => PhoneBuilding | undefined

/** What the walks do not name comes behind, in its building where the way leads there anyhow. */
export function legsOf(walks: readonly Walk[], targets: readonly PhoneTarget[], where: BuildingOf): Leg[] {
  const open = openBySubject(targets)
  const legs: Leg[] = []
  for (const subject of new Set(walks.flatMap(({ subjects }) => subjects))) {
    const target = open.get(subject)
    if (target) put(legs, target, where(target), legs[legs.length - 1])
    open.delete(subject)
  }
  for (const target of open.values()) {
    const building = where(target)
    put(
      legs,
      target,
      building,
      legs.find((leg) => building && leg.building?.id === building.id),
    )
  }
  return legs
}

function openBySubject(targets: readonly PhoneTarget[]): Map<string, PhoneTarget> {
  const found = new Map<string, PhoneTarget>()
  for (const target of targets)
    if (standingOf(target) !== 'done' && !found.has(target.subject_id)) found.set(target.subject_id, target)
  return found
}

function put(legs: Leg[], target: PhoneTarget, building: PhoneBuilding | undefined, leg?: Leg): void {
  const again = standingOf(target) === 'again' ? 1 : 0
  if (leg && building && leg.building?.id === building.id) {
    leg.subjects.push(target.subject_id)
    leg.again += again
  } else
    legs.push({
      building,
      subjects: [target.subject_id],
      round: target.round_id,
      again,
      hours: target.best_hours,
    })
}
