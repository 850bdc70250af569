/** A building as it is walked: units, floors from the top down, doors in the order of their numbers. */
import type { PhoneBuilding, PhoneDoor } from '@gridward/api'

export interface FloorRow {
  floor: number | null
  doors: PhoneDoor[]
}

export interface UnitLayout {
  /** '' where the building has no units. */
  unit: string
  /** The topmost first: one takes the lift up and walks down. Doors without a floor stand at the end. */
  rows: FloorRow[]
  doors: number
}

export function layOut({ doors }: Pick<PhoneBuilding, 'doors'>): UnitLayout[] {
  return [...grouped(doors, ({ unit }) => unit)]
    .sort(([one], [other]) => compared(one, other))
    .map(([unit, own]) => ({ unit, rows: rowsOf(own), doors: own.length }))
}

function rowsOf(doors: PhoneDoor[]): FloorRow[] {
  return [...grouped(doors, ({ floor }) => floor)]
    .sort(([one], [other]) => (other ?? -Infinity) - (one ?? -Infinity))
    .map(([floor, own]) => ({ floor, doors: own.sort((a, b) => compared(a.room, b.room)) }))
}

function grouped<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const found = new Map<Key, Item[]>()
  for (const item of items) {
    const own = found.get(keyOf(item))
    if (own) own.push(item)
    else found.set(keyOf(item), [item])
  }
  return found
}

const collator = new Intl.Collator('zh-Hans', { numeric: true })

/** 2 before 10, and 附2 behind both. */
export function compared(one: string, other: string): number {
  return collator.compare(one, other)
}
