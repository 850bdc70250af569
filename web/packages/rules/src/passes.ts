/** Whether a pass holds at a gate now; twin of `src/gridward/work/checkpoints/rules/passes.py`. */
import type { KnownPass, PassState, PassToken } from './terms'

/**
 * What is to be said of a pass; null where there is none. `token` is what its signed code says, null where the pass was
 * looked up without one. A pass that the gate does not know yet holds by its code alone: it was made a minute ago, or
 * this phone has been offline since. What is known goes before what the code says.
 */
export function passState(
  token: PassToken | null,
  known: KnownPass | null,
  gate: string,
  now: number,
): PassState | null {
  if (!known) return token && within(token, now)
  if (known.revoked) return 'revoked'
  if (token && token.issue < known.issue) return 'replaced'
  const span = within(known, now)
  return span === 'valid' ? here(known, gate) : span
}

function here({ gates, used }: KnownPass, gate: string): PassState {
  if (gates.length && !gates.includes(gate)) return 'other_gate'
  return used ? 'used' : 'valid'
}

function within({ begins, ends }: PassToken, now: number): PassState {
  if (now < begins) return 'not_yet'
  return now < ends ? 'valid' : 'expired'
}
