/** What this phone counted in a shift, from the passages that were written on it; other phones of the gate are not in it. */
import type { PassageNote } from '../gate/mine'
import type { GivenCounts } from './documents'

export const NOTHING_COUNTED: Readonly<GivenCounts> = {
  ...{ in: 0, out: 0 },
  ...{ turned_back: 0, held: 0, emergency: 0 },
}

/** Passages at a gate from an instant (milliseconds) until another. */
export function countedHere(
  notes: readonly PassageNote[],
  gate: string,
  since: number,
  until: number,
): GivenCounts {
  const counts = { ...NOTHING_COUNTED }
  for (const { body } of notes) {
    const at = Date.parse(body.at)
    if (body.gate !== gate || at < since || at >= until) continue
    counts[body.decision === 'passed' ? body.direction : body.decision]++
  }
  return counts
}
