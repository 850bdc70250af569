import type { Direction, Gate, GateIn } from '@gridward/api'

export interface LaneForm {
  name: string
  directions: Direction[]
  vehicles: boolean
}

export interface KitForm {
  name: string
  count: number
}

export interface GateForm {
  grid: string
  name: string
  place: string
  longitude: string
  latitude: string
  sides: string[]
  lead: string
  police: string
  /** `HH:mm`, both empty where the gate is open day and night. */
  opens_at: string
  closes_at: string
  lanes: LaneForm[]
  kit: KitForm[]
}

export const MOST_LANES = 12
export const MOST_KIT = 60

export function emptyGate(grid: string): GateForm {
  return {
    ...{ grid, name: '', place: '', longitude: '', latitude: '', sides: grid ? [grid] : [] },
    ...{ lead: '', police: '', opens_at: '', closes_at: '', lanes: [emptyLane()], kit: [] },
  }
}

export function emptyLane(): LaneForm {
  return { name: '', directions: ['in', 'out'], vehicles: false }
}

export function formOf(gate: Gate): GateForm {
  return {
    grid: gate.grid.id,
    name: gate.name,
    place: gate.place,
    longitude: textOf(gate.longitude),
    latitude: textOf(gate.latitude),
    sides: gate.sides.map(({ id }) => id),
    lead: gate.lead?.id ?? '',
    police: gate.police?.id ?? '',
    opens_at: minutesOf(gate.opens_at),
    closes_at: minutesOf(gate.closes_at),
    lanes: gate.lanes.map(({ name, directions, vehicles = false }) => ({ name, directions, vehicles })),
    kit: gate.kit.map((one) => ({ ...one })),
  }
}

/** What is sent; lanes and things without a name were not filled in. */
export function bodyOf(form: GateForm): Omit<GateIn, 'grid_id'> {
  return {
    name: form.name,
    place: form.place,
    longitude: degreesOf(form.longitude),
    latitude: degreesOf(form.latitude),
    sides: form.sides,
    lead_id: form.lead || null,
    police_id: form.police || null,
    opens_at: form.opens_at || null,
    closes_at: form.closes_at || null,
    lanes: form.lanes.filter(isNamed).map((one) => ({ ...one, name: one.name.trim() })),
    kit: form.kit.filter(isNamed).map((one) => ({ ...one, name: one.name.trim() })),
  }
}

/** Degrees are numbers or nothing, and a lane that has a name leads somewhere. */
export function isReady(form: GateForm): boolean {
  const numbers = [form.longitude, form.latitude].every((one) => Number.isFinite(Number(one)))
  const lanes = form.lanes.filter(isNamed).every(({ directions }) => directions.length)
  return !!form.grid && !!form.name.trim() && numbers && lanes
}

/** `06:00:00` of the server as `06:00`. */
export function minutesOf(time: string | null): string {
  return time?.slice(0, 5) ?? ''
}

function isNamed({ name }: { name: string }): boolean {
  return !!name.trim()
}

function textOf(degrees: number | null): string {
  return degrees === null ? '' : String(degrees)
}

function degreesOf(text: string): number | null {
  return text.trim() ? Number(text) : null
}
