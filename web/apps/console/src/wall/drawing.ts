/** The map of a wall as plain drawing: grids as paths in a frame, with a spot for their figure and a class by value. */
import type { WallGrid } from '@gridward/api'

export const FRAME = { width: 1120, height: 830 }
const MARGIN = 14
/** Classes above zero; each has a colour and a pattern of its own. */
export const CLASSES = 4

type Point = [x: number, y: number]

export interface Shape {
  id: string
  name: string
  path: string
  spot: Point
  /** How much room there is around the spot. */
  room: number
}

/** Shapes of grids, drawn as large as the frame takes; grids without a boundary are left out. */
export function shapesOf(grids: readonly WallGrid[]): Shape[] {
  const drawn = grids
    .map((grid) => ({ grid, rings: ringsOf(grid.boundary) }))
    .filter(({ rings }) => rings.length)
  const place = placing(drawn.flatMap(({ rings }) => rings.flat()))
  return drawn.map(({ grid, rings }) =>
    shapeOf(
      grid,
      rings.map((ring) => ring.map(place)),
    ),
  )
}

/** The class of a value among all: 0 for none, then up to four of about equal size, the highest last. */
export function classOf(value: number, highest: number): number {
  if (value <= 0) return 0
  return Math.min(CLASSES, Math.max(1, Math.ceil((value / Math.max(highest, CLASSES)) * CLASSES)))
}

function shapeOf({ id, name }: WallGrid, rings: Point[][]): Shape {
  const path = rings
    .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`)
    .join('')
  const largest = rings.reduce((best, ring) =>
    Math.abs(areaOf(ring)) > Math.abs(areaOf(best)) ? ring : best,
  )
  return { id, name, path, spot: middleOf(largest), room: Math.sqrt(Math.abs(areaOf(largest))) }
}

function ringsOf(boundary: WallGrid['boundary']): Point[][] {
  const coordinates = boundary?.coordinates as unknown
  if (!Array.isArray(coordinates)) return []
  const polygons = (boundary?.type === 'MultiPolygon' ? coordinates : [coordinates]) as Point[][][]
  return polygons.flatMap((polygon) => polygon.slice(0, 1))
}

/** Degrees to the frame: a degree of longitude is shorter the further north. */
function placing(points: Point[]): (point: Point) => Point {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (FRAME.width - 2 * MARGIN) / ((east - west) * narrow || 1),
    (FRAME.height - 2 * MARGIN) / (north - south || 1),
  )
  const left = (FRAME.width - (east - west) * narrow * scale) / 2
  const top = (FRAME.height - (north - south) * scale) / 2
  return ([x, y]) => [left + (x - west) * narrow * scale, top + (north - y) * scale]
}

function areaOf(ring: Point[]): number {
  return sum(ring, ([x, y], [x2, y2]) => x * y2 - x2 * y) / 2
}

function middleOf(ring: Point[]): Point {
  const area = areaOf(ring)
  if (!area) return ring[0] ?? [0, 0]
  const x = sum(ring, ([x1, y1], [x2, y2]) => (x1 + x2) * (x1 * y2 - x2 * y1))
  const y = sum(ring, ([x1, y1], [x2, y2]) => (y1 + y2) * (x1 * y2 - x2 * y1))
  return [x / (6 * area), y / (6 * area)]
}

function sum(ring: Point[], part: (here: Point, next: Point) => number): number {
  return ring.reduce((total, here, place) => total + part(here, ring[(place + 1) % ring.length] ?? here), 0)
}
