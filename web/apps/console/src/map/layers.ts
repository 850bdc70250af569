/** What a map shows, as plain data: polygons with a colour each, and what stands above them. */
import type { LayerSpecification } from 'maplibre-gl'
import type { Feature, MapData } from '@gridward/api'

/** Whatever has features to draw. */
export type Drawn = Pick<MapData, 'features'>

export interface MapLayers {
  grids: Drawn
  /** Fill colour of each base grid by its id; the others stay pale. */
  colours: Map<string, string>
  buildings?: Drawn
  /** Grids as a change would make them, each with a `colour`. */
  pieces?: Drawn
  /** What somebody is drawing: the points so far and the line through them. */
  sketch?: Drawn
  /** Places that want attention, such as gaps and overlaps. */
  warnings?: Drawn
  /** What a page draws of its own, above all else. */
  overlay?: Overlay
}

export interface Overlay {
  sources: Record<string, Drawn>
  layers: LayerSpecification[]
  /** The layers whose features can be clicked, the most wanted first. */
  picked: string[]
}

export interface Step {
  from: number
  colour: string
}

export type Bounds = [west: number, south: number, east: number, north: number]

export const PALE = '#dde7e6'

const RAMP = ['#e9f3f1', '#cbe4e0', '#a4cfcb', '#7ab6b4', '#4f9d9d']

/** Up to five classes of about equal count over the values, darkest last. */
export function stepsOf(values: number[]): Step[] {
  const sorted = [...values].sort((a, b) => a - b)
  const froms = RAMP.map((_, place) => sorted[Math.floor((place * sorted.length) / RAMP.length)] ?? 0)
  const classes = [...new Set(froms)]
  return classes.map((from, place) => ({ from, colour: RAMP.at(place - classes.length) ?? PALE }))
}

export function colourOf(value: number, steps: Step[]): string {
  return steps.findLast(({ from }) => value >= from)?.colour ?? PALE
}

/** Community grids lie over the base grids they are made of. */
export function isCommunity({ properties }: Feature): boolean {
  return properties.kind === 'community'
}

/** The box around all coordinates in degrees, or undefined when there are none. */
export function boundsOf(features: Feature[]): Bounds | undefined {
  const points = features.flatMap(({ geometry }) => positionsIn(geometry?.coordinates))
  if (!points.length) return undefined
  const xs = points.map(([x]) => x ?? 0)
  const ys = points.map(([, y]) => y ?? 0)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** The points that somebody has set, and the line through them. */
export function sketchOf(points: [number, number][]): Drawn {
  const line: Feature = {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: points },
    properties: {},
  }
  const corners = points.map((at): Feature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: at },
    properties: {},
  }))
  return { features: points.length > 1 ? [line, ...corners] : corners }
}

/** A point near the middle of each feature to write its name at: one label each, wherever tiles are cut. */
export function labelPoints(features: Feature[]): Drawn {
  return { features: features.map(labelPoint) }
}

function labelPoint(feature: Feature): Feature {
  const [west, south, east, north] = boundsOf([feature]) ?? [0, 0, 0, 0]
  return { ...feature, geometry: { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] } }
}

function positionsIn(coordinates: unknown): number[][] {
  if (!Array.isArray(coordinates)) return []
  if (typeof coordinates[0] === 'number') return [coordinates as number[]]
  return coordinates.flatMap(positionsIn)
}
