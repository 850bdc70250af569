import type { ShiftPatternIn, ShiftRole } from '@gridward/api'
import { dayAfter, weekdayOf } from '../days'

export interface PlanForm {
  place: string
  role: ShiftRole
  member: string
  begins: string
  ends: string
  first: string
  last: string
  every: number
  weekdays: number[]
}

export function emptyPlan(place: string, first: string): PlanForm {
  return {
    ...{ place, role: 'keeper' as const, member: '', begins: '08:00', ends: '16:00' },
    ...{ first, last: first, every: 1, weekdays: [] },
  }
}

export function isReady(form: PlanForm): boolean {
  return !!(form.place && form.begins && form.ends) && shiftsOf(form) > 0
}

/** So many days a pattern is laid out over at most; the server takes a year. */
const LONGEST = 366

/** How many shifts the pattern comes to. */
export function shiftsOf({ first, last, every, weekdays }: PlanForm): number {
  if (!first || !last) return 0
  let count = 0
  for (let number = 0, day = first; day <= last && number < LONGEST; number += 1, day = dayAfter(day, 1)) {
    if (number % every === 0 && (!weekdays.length || weekdays.includes(weekdayOf(day)))) count += 1
  }
  return count
}

export function bodyOf(form: PlanForm): { patterns: ShiftPatternIn[] } {
  const { place, role, member, begins, ends, first, last, every, weekdays } = form
  return {
    patterns: [
      { place_id: place, role, member_id: member || null, begins, ends, first, last, every, weekdays },
    ],
  }
}
