/** The seam by which the gate's own screen tells what this phone counted in a shift: nobody here knows of passages. */
import type { GivenCounts } from './documents'

export type Counter = (gate: string, since: string, until: string) => GivenCounts | undefined

let counter: Counter | undefined

export function countBy(one: Counter): void {
  counter = one
}

export function countedHere(gate: string, since: string | null, until: string): GivenCounts {
  const none: GivenCounts = { in: 0, out: 0, turned_back: 0, held: 0, emergency: 0 }
  return (since ? counter?.(gate, since, until) : undefined) ?? none
}
