/** A building as a table of doors: a row per floor, top floor first, and the doors of each unit side by side. */
import type { Building, Door } from '@gridward/api'

export interface DoorRow {
  floor: number | null
  cells: Door[][]
}

export function doorRows({ unit_list }: Building): DoorRow[] {
  const floors = [...new Set(unit_list.flatMap((unit) => unit.floors.map(({ floor }) => floor)))]
  return floors
    .sort((a, b) => (b ?? -Infinity) - (a ?? -Infinity))
    .map((floor) => ({ floor, cells: unit_list.map((unit) => doorsOn(unit, floor)) }))
}

function doorsOn({ floors }: Building['unit_list'][number], wanted: number | null): Door[] {
  const here = floors.filter(({ floor }) => floor === wanted).flatMap(({ doors }) => doors)
  return here.sort((a, b) => a.room.localeCompare(b.room, 'zh-CN', { numeric: true }))
}
