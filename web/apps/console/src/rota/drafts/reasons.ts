import type { DraftFix, DraftReason } from '@gridward/api'
import { hoursOf } from '../days'

type Say = (key: string, values?: Record<string, unknown>) => string

/** Limits that the optimiser tells in minutes and people say in hours. */
const IN_MINUTES = new Set(['rest', 'week', 'total'])

/** What stands against it, the rule that stands against most first: one sentence a rule. */
export function againstOf(reason: DraftReason, say: Say): string[] {
  const role = say(`shiftRole.${reason.role}`)
  return reason.against.map(({ code, members, limit, have }) =>
    say(`draftAgainst.${code}`, { count: members, role, have: have ?? 0, limit: figureOf(code, limit) }),
  )
}

/** What was tried and helps. */
export function fixesOf(reason: DraftReason, say: Say, placeName: (id: string) => string): string[] {
  return reason.fixes.map((fix) =>
    say(`draftFix.${fix.code}`, {
      role: say(`shiftRole.${reason.role}`),
      limit: figureOf(fix.code, fix.limit),
      name: fix.name,
      place: placeOf(fix, placeName),
      before: hoursOf(fix.before),
      after: hoursOf(fix.after),
    }),
  )
}

function placeOf({ place_id }: DraftFix, placeName: (id: string) => string): string {
  return place_id ? placeName(place_id) : ''
}

function figureOf(code: string, limit: number | null | undefined): number {
  return IN_MINUTES.has(code) ? hoursOf(limit ?? 0) : (limit ?? 0)
}
