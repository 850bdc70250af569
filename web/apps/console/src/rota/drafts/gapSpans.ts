import type { RosterDraft } from '@gridward/api'
import type { SpansAt } from '../board/board'

/** What a draft misses, as the board shows gaps. */
export function gapSpans(missing: RosterDraft['missing']): SpansAt[] {
  const places = [...new Set(missing.map(({ place_id }) => place_id))]
  return places.map((id) => ({
    place: { id },
    spans: missing
      .filter(({ place_id }) => place_id === id)
      .map(({ role, begins_at, ends_at, count }) => ({
        kind: 'gap' as const,
        ...{ role, begins_at, ends_at, wanted: count, there: 0 },
      })),
  }))
}
