import type { GatesUse, SitingCosts, SitingStudy, SitingStudyIn } from '@gridward/api'
import type { Spot } from '../../map/snapping'

export interface StudyForm {
  grid: string
  name: string
  /** Corners that were drawn; empty for the grid's own boundary. */
  corners: Spot[]
  /** Empty for exactly the gates that stay. */
  openings: number | null
  car: boolean
  whole: boolean
  capacity: number | null
  gates: GatesUse
  costs: Required<SitingCosts>
}

/** As the planner assumes; a street replaces them with its own. */
export const COSTS: Required<SitingCosts> = {
  close_metre: 150,
  close_least: 300,
  lane_hour: 40,
  hours: 24,
  days: 14,
  walking_km: 5,
  walks: 1,
}
export const COST_NAMES = Object.keys(COSTS) as (keyof SitingCosts)[]
const CORNERS = 3

export function emptyStudy(): StudyForm {
  return {
    ...{ grid: '', name: '', corners: [], openings: 2, car: true, whole: true },
    ...{ capacity: null, gates: 'keep', costs: { ...COSTS } },
  }
}

export function formOf({ study, boundary, drawn, ...held }: SitingStudy): StudyForm {
  const rings = (boundary?.coordinates ?? []) as Spot[][]
  return {
    grid: study.grid.id,
    name: study.name,
    corners: drawn ? (rings[0] ?? []).slice(0, -1) : [],
    openings: study.openings,
    car: held.car,
    whole: held.whole,
    capacity: held.capacity,
    gates: held.gates,
    costs: { ...COSTS, ...held.costs },
  }
}

export function bodyOf(form: StudyForm): Omit<SitingStudyIn, 'grid_id'> {
  const [first] = form.corners
  return {
    name: form.name,
    boundary: first ? { type: 'Polygon', coordinates: [[...form.corners, first]] } : null,
    openings: form.openings,
    car: form.car,
    whole: form.whole,
    capacity: form.capacity,
    gates: form.gates,
    costs: form.costs,
  }
}

/** A boundary that is begun has three corners at least. */
export function isReady({ grid, name, corners }: StudyForm): boolean {
  return !!grid && !!name.trim() && (!corners.length || corners.length >= CORNERS)
}

/** The first polygon of a GeoJSON text, as corners; undefined where there is none. */
export function cornersIn(text: string): Spot[] | undefined {
  try {
    const ring = ringIn(JSON.parse(text))
    return ring && ring.length > CORNERS ? ring.slice(0, -1) : undefined
  } catch {
    return undefined
  }
}

interface Given {
  type?: string
  features?: Given[]
  geometry?: Given | null
  coordinates?: unknown
}

function ringIn(given: Given | null | undefined): Spot[] | undefined {
  if (!given) return undefined
  if (given.type === 'Polygon') return (given.coordinates as Spot[][])[0]?.map(([x, y]) => [x, y])
  if (given.features) return given.features.map(ringIn).find((ring) => ring)
  return ringIn(given.geometry)
}
