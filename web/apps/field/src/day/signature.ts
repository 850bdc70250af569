/** A signature as the server takes it (kernel/signature.py): SVG path data in a box of 600 by 200. */

export const BOX = { width: 600, height: 200 }
const LARGEST = 20_000
/** Less ink is a touch by mistake. */
const SHORTEST = 60

export interface Point {
  x: number
  y: number
}
export type Stroke = readonly Point[]

/** Of strokes drawn on a field of this width; empty where nobody has really signed. */
export function pathOf(strokes: readonly Stroke[], width: number): string {
  const drawn = strokes.map((stroke) => stroke.map((point) => inBox(point, BOX.width / width)))
  if (drawn.reduce((sum, stroke) => sum + lengthOf(stroke), 0) < SHORTEST) return ''
  let step = 2
  let path = joined(drawn, step)
  while (path.length > LARGEST) path = joined(drawn, (step *= 2))
  return path
}

function inBox({ x, y }: Point, scale: number): Point {
  return { x: within(x * scale, BOX.width), y: within(y * scale, BOX.height) }
}

function within(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most))
}

function lengthOf(stroke: Stroke): number {
  return stroke.slice(1).reduce((sum, point, before) => sum + distance(point, stroke[before]), 0)
}

function joined(strokes: readonly Stroke[], step: number): string {
  return strokes.map((stroke) => curve(thinned(stroke, step))).join('')
}

/** Without what lies closer than a step to the point before; the last stays, since the line ends there. */
function thinned(stroke: Stroke, step: number): Point[] {
  const kept: Point[] = []
  for (const [place, point] of stroke.entries()) {
    const isEnd = place === 0 || place === stroke.length - 1
    if (isEnd || distance(point, kept[kept.length - 1]) >= step) kept.push(point)
  }
  return kept
}

/** Through the middles between the points, bent by the points themselves: a finger's line without its corners. */
function curve([first, ...rest]: Point[]): string {
  if (!first) return ''
  const last = rest[rest.length - 1] ?? { x: first.x + 1, y: first.y }
  const bends = rest.slice(0, -1).map((point, place) => {
    const next = rest[place + 1] ?? last
    return `Q${point.x} ${point.y} ${middle(point.x, next.x)} ${middle(point.y, next.y)}`
  })
  return `M${first.x} ${first.y}${bends.join('')}L${last.x} ${last.y}`
}

function middle(one: number, other: number): number {
  return Math.round((one + other) / 2)
}

function distance(one: Point, other: Point | undefined): number {
  return other ? Math.hypot(one.x - other.x, one.y - other.y) : 0
}
