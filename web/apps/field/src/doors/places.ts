/** Where things of the phone stand: doors by building, households by door, organisations by building. */
import type { Organisation, PhoneBuilding, PhoneDoor, PhoneHousehold } from '@gridward/api'
import type { Kept } from '@gridward/offline'
import { compared } from './matrix'

export interface DoorPlace {
  building: PhoneBuilding
  door: PhoneDoor
}

export interface Places {
  buildings: Map<string, PhoneBuilding>
  doors: Map<string, DoorPlace>
  households: Map<string, Kept<PhoneHousehold>[]>
  /** Organisations of a building, by name. */
  organisations: Map<string, Kept<Organisation>[]>
  /** Households that lead to no door of the phone, organisations that lead to no building. */
  loose: { households: Kept<PhoneHousehold>[]; organisations: Kept<Organisation>[] }
}

export interface Site {
  id: string
  name: string
  buildings: PhoneBuilding[]
}

export function placesOf(
  buildings: Kept<PhoneBuilding>[],
  households: Kept<PhoneHousehold>[],
  organisations: Kept<Organisation>[],
): Places {
  const places: Places = {
    buildings: new Map(buildings.map(({ document }) => [document.id, document])),
    doors: new Map(),
    households: new Map(),
    organisations: new Map(),
    loose: { households: [], organisations: [] },
  }
  for (const building of places.buildings.values())
    for (const door of building.doors) places.doors.set(door.id, { building, door })
  for (const one of households) putHousehold(places, one)
  for (const one of organisations) putOrganisation(places, one)
  return places
}

function putHousehold(places: Places, one: Kept<PhoneHousehold>): void {
  const door = one.document.dwelling_id
  if (door && places.doors.has(door)) put(places.households, door, one)
  else places.loose.households.push(one)
}

function putOrganisation(places: Places, one: Kept<Organisation>): void {
  const building = one.document.building_id
  if (building && places.buildings.has(building)) put(places.organisations, building, one)
  else places.loose.organisations.push(one)
}

function put<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const own = map.get(key)
  if (own) own.push(item)
  else map.set(key, [item])
}

/** Compounds with their buildings, both in the order of their names. */
export function sitesOf(buildings: Iterable<PhoneBuilding>): Site[] {
  const found = new Map<string, Site>()
  for (const building of buildings) {
    const site = found.get(building.site_id)
    if (site) site.buildings.push(building)
    else found.set(building.site_id, { id: building.site_id, name: building.site, buildings: [building] })
  }
  for (const { buildings: own } of found.values())
    own.sort((one, other) => compared(one.number_key, other.number_key) || compared(one.name, other.name))
  return [...found.values()].sort((one, other) => compared(one.name, other.name))
}

/** Ids of the households and organisations that stand in a building. */
export function subjectsIn(places: Places, { id, doors }: PhoneBuilding): string[] {
  const behind = doors.flatMap((door) => places.households.get(door.id) ?? [])
  const shops = places.organisations.get(id) ?? []
  return [...behind, ...shops].map(({ document }) => document.id)
}

/** The building in which a household or an organisation stands, where the phone knows it. */
export function buildingOf(
  places: Places,
  subject: { dwelling_id?: string | null; building_id?: string | null },
): PhoneBuilding | undefined {
  const door = subject.dwelling_id ? places.doors.get(subject.dwelling_id) : undefined
  return door?.building ?? (subject.building_id ? places.buildings.get(subject.building_id) : undefined)
}
