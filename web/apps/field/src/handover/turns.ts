/** Whose turn it is at a gate: the own shift that begins or ends about now, who was there before and who comes next. */
import type { KeeperShift, KeptGate } from './documents'

const HOUR_MS = 3_600_000

export interface Turn {
  gate: KeptGate
  shift: KeeperShift
  what: 'begins' | 'ends'
}

/** Own shifts that begin or end within an hour before or after, the next first. */
export function turnsOf(gates: readonly KeptGate[], now: Date): Turn[] {
  const turns = gates.flatMap((gate) =>
    gate.shifts.filter(({ mine }) => mine).flatMap((shift) => turnsAt(gate, shift, now)),
  )
  return turns.sort((one, other) => momentOf(one) - momentOf(other))
}

function turnsAt(gate: KeptGate, shift: KeeperShift, now: Date): Turn[] {
  const near = (at: string) => Math.abs(Date.parse(at) - now.getTime()) <= HOUR_MS
  return [
    ...(near(shift.begins_at) ? [{ gate, shift, what: 'begins' as const }] : []),
    ...(near(shift.ends_at) ? [{ gate, shift, what: 'ends' as const }] : []),
  ]
}

export function momentOf({ shift, what }: Turn): number {
  return Date.parse(what === 'begins' ? shift.begins_at : shift.ends_at)
}

/** The own shift that a handover now would end: it has begun, and the latest of those. */
export function ending(gate: KeptGate, now: Date): KeeperShift | undefined {
  const begun = gate.shifts.filter(({ mine, begins_at }) => mine && Date.parse(begins_at) < now.getTime())
  return begun[begun.length - 1]
}

/** Whether somebody is there by now, rather than coming. */
export function hasBegun(shift: KeeperShift, now: Date): boolean {
  return Date.parse(shift.begins_at) <= now.getTime()
}

/** Who takes over next: the first who is not oneself and is there, or comes, after the own shift. */
export function following(gate: KeptGate, now: Date): KeeperShift | undefined {
  const mine = ending(gate, now)
  const until = mine ? Date.parse(mine.ends_at) : now.getTime()
  const others = gate.shifts.filter((one) => !one.mine && Date.parse(one.ends_at) > until)
  return others[0]
}
