/** A drawn point goes to a corner or an edge of a border that is near on the screen, so that a cut begins on it. */
import type { Feature } from '@gridward/api'

export type Spot = [x: number, y: number]
type Project = (degrees: Spot) => Spot

/** The rings of polygons, each a list of positions in degrees. */
export function ringsOf(features: Feature[]): Spot[][] {
  return features.flatMap(({ geometry }) => rings(geometry?.coordinates))
}

function rings(coordinates: unknown): Spot[][] {
  if (!Array.isArray(coordinates) || !Array.isArray(coordinates[0])) return []
  if (typeof coordinates[0][0] === 'number') return [coordinates as Spot[]]
  return coordinates.flatMap(rings)
}

/** The corner, else the place on an edge, within `reach` pixels of the point; else the point itself. */
export function snapped(point: Spot, borders: Spot[][], project: Project, reach = 12): Spot {
  const here = project(point)
  const corners = borders.flat().map((corner) => ({ at: corner, far: distance(here, project(corner)) }))
  const corner = nearest(corners, reach)
  if (corner) return corner
  const places = borders.flatMap((ring) =>
    ring.slice(1).map((end, before) => {
      const start = ring[before] ?? end
      const share = along(here, project(start), project(end))
      const at: Spot = [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share]
      return { at, far: distance(here, project(at)) }
    }),
  )
  return nearest(places, reach) ?? point
}

function nearest(places: { at: Spot; far: number }[], reach: number): Spot | undefined {
  let best: { at: Spot; far: number } | undefined
  for (const place of places) if (place.far <= (best?.far ?? reach)) best = place
  return best?.at
}

function along(point: Spot, start: Spot, end: Spot): number {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]]
  const length = dx * dx + dy * dy
  if (!length) return 0
  return Math.min(1, Math.max(0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
}

function distance(one: Spot, other: Spot): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1])
}
