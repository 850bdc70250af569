/** The door matrix as plain data: where a door stands, which door lies next to it, which doors a filter leaves. */
import type { DoorCell, DoorMatrix, DoorState } from '@gridward/api'

/** A door's place: unit and floor as positions in the matrix, and its position in that row. */
export interface Spot {
  unit: number
  floor: number
  door: number
}

/** What the legend can single out: a state, doors with open questions, doors whose number looks wrong. */
export type Sieve = DoorState | 'disputed' | 'doubtful'

export const STATES: DoorState[] = [
  'lived_in',
  'empty',
  'moved_out',
  'unregistered',
  'several',
  'not_residential',
  'unseen',
]

/** The sign beside the colour, so that a state is told without seeing colours. */
export const SIGNS: Record<Sieve, string> = {
  lived_in: '●',
  empty: '○',
  moved_out: '↗',
  unregistered: '＋',
  several: '◆',
  not_residential: '▧',
  unseen: '·',
  disputed: '!',
  doubtful: '?',
}

export function cellAt(matrix: DoorMatrix, spot: Spot): DoorCell | undefined {
  return matrix.units[spot.unit]?.rows[spot.floor]?.[spot.door]
}

export function* cellsOf(matrix: DoorMatrix, units?: number[]): Generator<DoorCell> {
  for (const [order, unit] of matrix.units.entries()) {
    if (!units || units.includes(order)) yield* unit.rows.flat()
  }
}

export function spotOf(matrix: DoorMatrix, dwelling: string): Spot | undefined {
  for (const [unit, { rows }] of matrix.units.entries()) {
    for (const [floor, row] of rows.entries()) {
      const door = row.findIndex(({ dwelling_id }) => dwelling_id === dwelling)
      if (door >= 0) return { unit, floor, door }
    }
  }
}

/** The same matrix with one door as it is now. */
export function withCell(matrix: DoorMatrix, cell: DoorCell): DoorMatrix {
  const spot = spotOf(matrix, cell.dwelling_id)
  if (!spot) return matrix
  const units = matrix.units.map((unit, at) =>
    at !== spot.unit
      ? unit
      : {
          ...unit,
          rows: unit.rows.map((row, floor) =>
            floor === spot.floor ? row.map((one, door) => (door === spot.door ? cell : one)) : row,
          ),
        },
  )
  return { ...matrix, units }
}

export function conflictsOf({ households }: DoorCell): number {
  return households.reduce((sum, { conflicts }) => sum + conflicts, 0)
}

export function residentsOf({ households }: DoorCell): number {
  return households.reduce((sum, { residents }) => sum + residents, 0)
}

export function passes(cell: DoorCell, sieve: Sieve): boolean {
  if (sieve === 'disputed') return conflictsOf(cell) > 0
  if (sieve === 'doubtful') return !!cell.doubt
  return cell.state === sieve
}

/** How many doors the legend's entries single out; those without any are left out, but the usual three stay. */
export function tally(matrix: DoorMatrix): [Sieve, number][] {
  const kinds: Sieve[] = [...STATES, 'disputed', 'doubtful']
  const found = new Map<Sieve, number>(kinds.map((kind) => [kind, 0]))
  const add = (kind: Sieve) => found.set(kind, (found.get(kind) ?? 0) + 1)
  for (const cell of cellsOf(matrix)) {
    add(cell.state)
    if (conflictsOf(cell)) add('disputed')
    if (cell.doubt) add('doubtful')
  }
  const usual: Sieve[] = found.get('unseen') ? [] : ['lived_in', 'empty', 'unregistered']
  return [...found].filter(([kind, count]) => count > 0 || usual.includes(kind))
}

/** The door that an arrow, Home, End or page key leads to; the same one where there is none further. */
export function neighbour(matrix: DoorMatrix, spot: Spot, key: string, units: number[]): Spot {
  const leads = MOVES[key]
  return (leads && leads(matrix, spot, units)) ?? spot
}

/** The next door in reading order: along the floor, then the first door of the floor below. */
export function following(matrix: DoorMatrix, spot: Spot, units: number[]): Spot | undefined {
  const beside = along(matrix, spot, units, 1)
  if (beside) return beside
  for (let floor = spot.floor + 1; floor < matrix.floors.length; floor++) {
    const first = onFloor(matrix, floor, units)[0]
    if (first) return first
  }
}

/** The door above a door. */
export function cellAbove(matrix: DoorMatrix, dwelling: string): DoorCell | undefined {
  const spot = spotOf(matrix, dwelling)
  const higher = spot && above(matrix, spot)
  return higher && cellAt(matrix, higher)
}

/** The door after this one in reading order. */
export function cellAfter(matrix: DoorMatrix, dwelling: string, units: number[]): DoorCell | undefined {
  const spot = spotOf(matrix, dwelling)
  const next = spot && following(matrix, spot, units)
  return next && cellAt(matrix, next)
}

export function cellOf(matrix: DoorMatrix, dwelling: string): DoorCell | undefined {
  const spot = spotOf(matrix, dwelling)
  return spot && cellAt(matrix, spot)
}

/** The door above: the same position on the next higher floor of the unit that has doors. */
export function above(matrix: DoorMatrix, spot: Spot): Spot | undefined {
  return upOrDown(matrix, spot, -1)
}

type Move = (matrix: DoorMatrix, spot: Spot, units: number[]) => Spot | undefined

const MOVES: Record<string, Move> = {
  ArrowRight: (matrix, spot, units) => along(matrix, spot, units, 1),
  ArrowLeft: (matrix, spot, units) => along(matrix, spot, units, -1),
  ArrowUp: (matrix, spot) => upOrDown(matrix, spot, -1),
  ArrowDown: (matrix, spot) => upOrDown(matrix, spot, 1),
  Home: (matrix, spot, units) => onFloor(matrix, spot.floor, units)[0],
  End: (matrix, spot, units) => onFloor(matrix, spot.floor, units).at(-1),
  PageUp: (matrix, spot, units) => otherUnit(matrix, spot, units, -1),
  PageDown: (matrix, spot, units) => otherUnit(matrix, spot, units, 1),
}

function onFloor(matrix: DoorMatrix, floor: number, units: number[]): Spot[] {
  return units.flatMap((unit) =>
    (matrix.units[unit]?.rows[floor] ?? []).map((_, door) => ({ unit, floor, door })),
  )
}

function along(matrix: DoorMatrix, spot: Spot, units: number[], step: number): Spot | undefined {
  const spots = onFloor(matrix, spot.floor, units)
  const here = spots.findIndex(({ unit, door }) => unit === spot.unit && door === spot.door)
  return spots[here + step]
}

function upOrDown(matrix: DoorMatrix, { unit, floor, door }: Spot, step: number): Spot | undefined {
  const rows = matrix.units[unit]?.rows ?? []
  for (let next = floor + step; next >= 0 && next < rows.length; next += step) {
    const row = rows[next]
    if (row?.length) return { unit, floor: next, door: Math.min(door, row.length - 1) }
  }
}

function otherUnit(matrix: DoorMatrix, spot: Spot, units: number[], step: number): Spot | undefined {
  const here = units.indexOf(spot.unit)
  const others = step > 0 ? units.slice(here + 1) : units.slice(0, here).reverse()
  const firsts = others.map((unit) => firstIn(matrix, unit, spot.floor))
  return firsts.find((found) => found !== undefined)
}

/** A unit's first door on a floor, else its topmost one. */
function firstIn(matrix: DoorMatrix, unit: number, wanted: number): Spot | undefined {
  const rows = matrix.units[unit]?.rows ?? []
  const floor = rows[wanted]?.length ? wanted : rows.findIndex((row) => row.length)
  return floor < 0 ? undefined : { unit, floor, door: 0 }
}
