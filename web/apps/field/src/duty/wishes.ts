import type { Wish, WishIn, WishTime, WishWants } from '@gridward/api'
import type { Given } from '@gridward/offline'
import { daysBetween } from '../components/days'

/** How often: on one day, on each of some days, on one weekday of each week. */
export type WishSpan = 'day' | 'days' | 'weekly'

export const WANTS: WishWants[] = ['free', 'duty']
export const TIMES: WishTime[] = ['any', 'day', 'night']
export const SPANS: WishSpan[] = ['day', 'days', 'weekly']

export interface WishForm {
  wants: WishWants
  time: WishTime
  span: WishSpan
  first: string
  last: string
  said: string
}

export function emptyWish(first: string): WishForm {
  return { wants: 'free', time: 'any', span: 'day', first, last: first, said: '' }
}

export function formOf({ wants, time, weekday, first, last, said }: Wish): WishForm {
  const span = weekday ? 'weekly' : first === last ? 'day' : 'days'
  return { wants, time, span, first, last, said }
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export function isReady({ span, first, last }: WishForm): boolean {
  return !!first && (span === 'day' || (!!last && daysBetween(first, last) >= 0))
}

/** The weekday of a weekly wish is that of its first day. */
export function bodyOf({ span, last, ...rest }: WishForm): WishIn {
  const weekday = span === 'weekly' ? weekdayOf(rest.first) : null
  return { ...rest, last: span === 'day' ? rest.first : last, weekday }
}

/** Wishes that are not over, and how many of their dates to come go as wished. */
export function openWishes(wishes: Wish[], today: string): { wish: Wish; ahead: number; granted: number }[] {
  return wishes
    .filter(({ last }) => last >= today)
    .map((wish) => {
      const ahead = wish.days.filter(({ day }) => day >= today)
      return { wish, ahead: ahead.length, granted: ahead.filter(({ granted }) => granted).length }
    })
}

/** What was said about wishes and the server has not taken yet: new ones, and by the wish's id what is to become of others. */
export interface Unsent {
  stated: { given: Given; wish: WishIn }[]
  of: Map<string, Given>
}

export function unsentWishes(outbox: Given[]): Unsent {
  const open = outbox.filter(({ kind, state }) => kind.startsWith('wish.') && state !== 'confirmed')
  const stated = open
    .filter(({ kind }) => kind === 'wish.state')
    .map((given) => ({ given, wish: given.content as unknown as WishIn }))
  const others = open.filter(({ kind }) => kind !== 'wish.state')
  return { stated, of: new Map(others.map((given) => [given.content.id, given])) }
}
