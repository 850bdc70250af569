import type { DemandHours, DutyDemand, ShiftRole } from '@gridward/api'
import { ROLES } from '../kinds'

/** Hours that are wanted alike on some days of the week. */
export interface DemandRow {
  weekdays: number[]
  since: string
  until: string
  role: ShiftRole
  number: number
}

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

export function emptyRow(): DemandRow {
  return { weekdays: [...EVERY_DAY], since: '08:00', until: '16:00', role: 'keeper', number: 1 }
}

/** Stored hours, day by day, as rows of days that want the same, in the order of roles and times. */
export function rowsOf(hours: DutyDemand['hours']): DemandRow[] {
  const rows = new Map<string, DemandRow>()
  for (const { weekday, since, until, role, number } of hours) {
    const key = [role, since, until, number].join()
    const row = rows.get(key) ?? { weekdays: [], since, until, role, number }
    row.weekdays.push(weekday)
    rows.set(key, row)
  }
  return [...rows.values()]
    .map((row) => ({ ...row, weekdays: row.weekdays.sort() }))
    .sort(
      (one, other) =>
        ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || one.since.localeCompare(other.since),
    )
}

export function hoursOfRows(rows: DemandRow[]): DemandHours[] {
  return rows.flatMap(({ weekdays, ...rest }) => weekdays.map((weekday) => ({ weekday, ...rest })))
}

/** A row with days and times; two that say the same hours of a role twice would add up, and are meant so. */
export function isReady(rows: DemandRow[]): boolean {
  return rows.every(({ weekdays, since, until, number }) => weekdays.length && since && until && number > 0)
}

/** Hours of keepers that a week comes to. */
export function weekHours(rows: DemandRow[], minutes: (since: string, until: string) => number): number {
  const total = rows.reduce(
    (sum, { weekdays, since, until, number }) => sum + weekdays.length * number * minutes(since, until),
    0,
  )
  return Math.round(total / 60)
}
