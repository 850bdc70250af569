import type { CoverSpan, DutyPlace, Shift, ShiftRole } from '@gridward/api'
import { dayOf } from '../days'
import { ROLES } from '../kinds'

/** What a cell of the week shows: who has which shift, and where hands are missing or too many. */
export interface Cell<One> {
  day: string
  shifts: One[]
  spans: CoverSpan[]
}

/** A role of a place over the days. */
export interface Line<One> {
  place: Pick<DutyPlace, 'id' | 'name' | 'grid_name'>
  role: ShiftRole
  cells: Cell<One>[]
}

/** Gaps and overlaps of a place. */
export interface SpansAt {
  place: { id: string }
  spans: CoverSpan[]
}

interface Placed {
  place_id: string
  role: ShiftRole
  begins_at: string
  ends_at: string
}

/**
 * The lines of a week: each place with the roles that it has shifts or wants of, in the order of places and roles. A
 * shift stands on the day on which it begins; a gap that goes on past midnight stands on each day that it touches.
 */
export function linesOf<One extends Placed>(
  places: Pick<DutyPlace, 'id' | 'name' | 'grid_name'>[],
  days: string[],
  shifts: One[],
  cover: SpansAt[],
): Line<One>[] {
  const spans = new Map(cover.map(({ place, spans }) => [place.id, spans]))
  return places.flatMap((place) => {
    const mine = shifts.filter(({ place_id }) => place_id === place.id)
    const told = spans.get(place.id) ?? []
    const roles = ROLES.filter((role) => [...mine, ...told].some((one) => one.role === role))
    return (roles.length ? roles : (['keeper'] as ShiftRole[])).map((role) => ({
      place,
      role,
      cells: days.map((day) => ({
        day,
        shifts: mine
          .filter((one) => one.role === role && dayOf(one.begins_at) === day)
          .sort((one, other) => one.begins_at.localeCompare(other.begins_at)),
        spans: told.filter((one) => one.role === role).flatMap((one) => cutTo(one, day)),
      })),
    }))
  })
}

/** The part of a span that lies on a day, if any. */
export function cutTo(span: CoverSpan, day: string): CoverSpan[] {
  const from = Date.parse(`${day}T00:00:00+08:00`)
  const until = from + 86_400_000
  const begins = Math.max(Date.parse(span.begins_at), from)
  const ends = Math.min(Date.parse(span.ends_at), until)
  if (begins >= ends) return []
  return [{ ...span, begins_at: new Date(begins).toISOString(), ends_at: new Date(ends).toISOString() }]
}

/** How many shifts nobody has, and how many gaps there are from now on. */
export function lacking(lines: Line<Shift>[], now: number): { vacant: number; gaps: number } {
  const cells = lines.flatMap((line) => line.cells)
  const ahead = (one: { ends_at: string }): boolean => Date.parse(one.ends_at) > now
  return {
    vacant: cells.flatMap((cell) => cell.shifts).filter((one) => !one.member_id && ahead(one)).length,
    gaps: cells.flatMap((cell) => cell.spans).filter((one) => one.kind === 'gap' && ahead(one)).length,
  }
}

/** Until when a time is told: the end of a day is 24:00 and not 00:00. */
export function until(begins: string, ends: string): string {
  const end = clockOf(ends)
  return end === '00:00' && dayOf(begins) !== dayOf(ends) ? '24:00' : end
}

export function clockOf(moment: string): string {
  return new Date(moment).toLocaleTimeString('sv-SE', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  })
}

/** `08:00–16:00`, of a shift, a gap or an overlap. */
export function hoursText({ begins_at, ends_at }: Pick<Placed, 'begins_at' | 'ends_at'>): string {
  return `${clockOf(begins_at)}–${until(begins_at, ends_at)}`
}
