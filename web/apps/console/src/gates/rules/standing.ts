import type { GateRulesSet } from '@gridward/api'

/** Rules that were set hold, are yet to begin, lie under later ones, or are over. */
export type RulesStanding = 'holds' | 'waits' | 'covered' | 'over'

export function standingOf(
  { id, begins, ends }: GateRulesSet,
  inForce: string | null,
  now: number,
): RulesStanding {
  if (ends && Date.parse(ends) <= now) return 'over'
  if (begins && Date.parse(begins) > now) return ends === begins ? 'over' : 'waits'
  return id === inForce ? 'holds' : 'covered'
}
