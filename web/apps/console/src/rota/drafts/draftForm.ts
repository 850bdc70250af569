import type { DraftWay, Post } from '@gridward/api'
import { minutesBetween, timeAfter } from '../days'

export interface PatternForm {
  begins: string
  ends: string
}

export interface DraftForm {
  places: string[]
  first: string
  days: number
  way: DraftWay
  patterns: PatternForm[]
  posts: Post[]
}

/** Ways to cut a day: as each place demands its hours, three shifts, two, and the two of a place that closes at night. */
export const PRESETS: Record<string, PatternForm[]> = {
  own: [],
  three: cut('08:00', 8 * 60, 3),
  two: cut('08:00', 12 * 60, 2),
  day: cut('06:00', 8 * 60, 2),
}

function cut(first: string, minutes: number, count: number): PatternForm[] {
  return Array.from({ length: count }, (_, number) => ({
    begins: timeAfter(first, number * minutes),
    ends: timeAfter(first, (number + 1) * minutes),
  }))
}

export function emptyDraft(first: string, way: DraftWay = 'anew', places: string[] = []): DraftForm {
  return {
    ...{ places, first, days: 7, way, patterns: [] },
    posts: ['grid_manager', 'grid_supervisor', 'health_liaison', 'grid_police'],
  }
}

export function isReady({ places, first, days, posts }: DraftForm): boolean {
  return !!(places.length && first && days > 0 && posts.length)
}

export function bodyOf({ patterns, ...rest }: DraftForm) {
  const told = patterns.map(({ begins, ends }) => ({ begins, minutes: minutesBetween(begins, ends) }))
  return { ...rest, patterns: told }
}
