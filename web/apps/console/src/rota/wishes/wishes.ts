import type { Wish, WishDay, WishIn, WishTime, WishWants } from '@gridward/api'
import { weekdayOf } from '../days'

export const WANTS: WishWants[] = ['free', 'duty']
export const TIMES: WishTime[] = ['any', 'day', 'night']

/** A wish about one date, of somebody. */
export interface Wished extends WishDay {
  member_id: string
  name: string
  wants: WishWants
  time: WishTime
  said: string
}

/** A wish as the form has it; `weekly` is one weekday of each week. */
export interface WishForm {
  wants: WishWants
  time: WishTime
  weekly: boolean
  weekday: number
  first: string
  last: string
  said: string
}

export function emptyWish(first: string): WishForm {
  const weekday = weekdayOf(first)
  return { wants: 'free', time: 'any', weekly: false, weekday, first, last: first, said: '' }
}

export function formOf({ wants, time, weekday, first, last, said }: Wish): WishForm {
  return { ...{ wants, time, first, last, said }, weekly: !!weekday, weekday: weekday ?? weekdayOf(first) }
}

export function isReady({ first, last }: WishForm): boolean {
  return !!first && last >= first
}

export function bodyOf({ weekly, weekday, ...rest }: WishForm): WishIn {
  return { ...rest, weekday: weekly ? weekday : null }
}

/** Each date of wishes with whose it is, by date. */
export function byDate(wishes: Wish[]): Wished[] {
  const told = wishes.flatMap(({ member_id, name, wants, time, said, days }) =>
    days.map((one) => ({ ...{ member_id, name, wants, time, said }, ...one })),
  )
  return told.sort((one, other) => one.day.localeCompare(other.day))
}

/** The wishes that are about a shift. */
export function about<One extends { member_id: string; touched: string[] }>(
  wishes: One[],
  shift: { member_id: string | null; begins_at: string },
): One[] {
  const begins = Date.parse(shift.begins_at)
  return wishes.filter(
    ({ member_id, touched }) =>
      member_id === shift.member_id && touched.some((one) => Date.parse(one) === begins),
  )
}
