/** Where days lie on a line, in per cent of its width. */
import type { RuleBook } from '@gridward/api'

const DAY_MS = 86_400_000
const AFTER_DAYS = 60
const LAST_LABEL = 88

export interface Bar {
  left: number
  width: number
  /** It goes on beyond the line's end. */
  open: boolean
}

export interface Scale {
  first: number
  last: number
}

/** From the first book to the last day that any of them, or the chosen day, names, and a little more. */
export function scaleOf(books: readonly RuleBook[], day: string): Scale {
  const days = [day, ...books.flatMap(({ since, until }) => [since, until ?? since])].map(at)
  return { first: Math.min(...days), last: Math.max(...days) + AFTER_DAYS * DAY_MS }
}

export function placeOf(scale: Scale, day: string): number {
  const share = (at(day) - scale.first) / (scale.last - scale.first)
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100
}

export function barOf(scale: Scale, book: Pick<RuleBook, 'since' | 'until'>): Bar {
  const left = placeOf(scale, book.since)
  const right = book.until ? placeOf(scale, book.until) : 100
  return { left, width: Math.max(0.6, right - left), open: !book.until }
}

/** The first of January of each year on the line, of July too where years are few; a label needs some room to its right. */
export function ticksOf(scale: Scale): { label: string; left: number }[] {
  const [first = 0, last = 0] = [scale.first, scale.last].map((one) => new Date(one).getUTCFullYear())
  const months = last - first > 3 ? ['01'] : ['01', '07']
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
    .flatMap((year) => months.map((month) => `${year}-${month}-01`))
    .filter((day) => at(day) >= scale.first && placeOf(scale, day) <= LAST_LABEL)
    .map((day) => ({
      label: day.endsWith('-01-01') ? day.slice(0, 4) : day.slice(0, 7),
      left: placeOf(scale, day),
    }))
}

function at(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}
