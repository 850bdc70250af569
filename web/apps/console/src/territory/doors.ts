/** A building as a table of doors: a row per floor, top floor first, and the doors of each unit side by side. */
import type { Building, Dwelling } from '@gridward/api'

export interface DoorRow {
  floor: number
  cells: Dwelling[][]
}

export function doorRows({ units }: Building): DoorRow[] {
  const floors = [...new Set(units.flatMap(({ dwellings }) => dwellings.map(({ floor }) => floor)))]
  return floors
    .sort((a, b) => b - a)
    .map((floor) => ({ floor, cells: units.map(({ dwellings }) => onFloor(dwellings, floor)) }))
}

function onFloor(dwellings: Dwelling[], floor: number): Dwelling[] {
  const here = dwellings.filter((dwelling) => dwelling.floor === floor)
  return here.sort((a, b) => a.room.localeCompare(b.room, 'zh-CN', { numeric: true }))
}
