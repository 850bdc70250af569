import type { MaterialDoor } from '@gridward/api'

export interface Floor {
  key: string
  unit: string
  floor: number | null
  doors: MaterialDoor[]
  /** Who has not got it in hand yet, by id. */
  free: string[]
}

/** Doors in their order, by stairwell and floor. */
export function byFloor(doors: MaterialDoor[]): Floor[] {
  const floors = new Map<string, Floor>()
  for (const door of doors) {
    const { unit, floor } = door
    const key = `${unit}/${floor ?? ''}`
    const one = floors.get(key) ?? { key, unit, floor, doors: [], free: [] }
    one.doors.push(door)
    one.free.push(...freeOf([door]))
    floors.set(key, one)
  }
  return [...floors.values()]
}

export function freeOf(doors: MaterialDoor[]): string[] {
  return doors.filter(({ by }) => by !== 'handed').map(({ id }) => id)
}
