import type { Span } from '../orders'

/** A limit in the largest unit that says it exactly. */
export function minutesAs(minutes: number): Span {
  if (minutes % (24 * 60) === 0) return { unit: 'days', count: minutes / (24 * 60) }
  return minutes % 60 === 0 ? { unit: 'hours', count: minutes / 60 } : { unit: 'minutes', count: minutes }
}
