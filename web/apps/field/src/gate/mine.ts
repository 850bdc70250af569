/** What this phone knows of its own passages: how many today, which passes are used, where a pass was just now. */
import type { GateNote } from '@gridward/offline'
import type { Decision, Direction } from '@gridward/rules'
import type { MissingSaid, PassageSaid, PassageShown } from './shapes'

export type PassageNote = GateNote<PassageSaid, PassageShown>

export type MissingNote = GateNote<MissingSaid, { label: string }>

const WENT: readonly Decision[] = ['passed', 'emergency']

export function passagesOf(notes: readonly GateNote<unknown, unknown>[]): PassageNote[] {
  return notes.filter(({ kind }) => kind === 'passage') as PassageNote[]
}

export function missingOf(notes: readonly GateNote<unknown, unknown>[]): MissingNote[] {
  return notes.filter(({ kind }) => kind === 'missing') as MissingNote[]
}

export const wentThrough = ({ body }: PassageNote) => WENT.includes(body.decision)

/** People through a gate since a moment (milliseconds), each way. */
export function counted(
  notes: readonly PassageNote[],
  gate: string,
  since: number,
): Record<Direction, number> {
  const counts = { in: 0, out: 0 }
  for (const note of notes) {
    const { body } = note
    if (body.gate === gate && Date.parse(body.at) >= since && wentThrough(note))
      counts[body.direction] += body.people
  }
  return counts
}

/** The last ones of a gate, the newest first. */
export function latest(notes: readonly PassageNote[], gate: string, most: number): PassageNote[] {
  return notes
    .filter(({ body }) => body.gate === gate)
    .slice(-most)
    .reverse()
}

export function isUsedHere(notes: readonly PassageNote[], pass: string): boolean {
  return notes.some((note) => note.body.pass_id === pass && note.shown.once && wentThrough(note))
}

/** When this phone last saw a pass at another gate, by its own clock in milliseconds. */
export function elsewhereAt(notes: readonly PassageNote[], pass: string, gate: string): number | null {
  const times = notes
    .filter((note) => note.body.pass_id === pass && note.body.gate !== gate && wentThrough(note))
    .map(({ body }) => Date.parse(body.at))
  return times.length ? Math.max(...times) : null
}

/** Emergencies whose reason nobody has written yet. */
export function unexplained(notes: readonly PassageNote[], told: ReadonlySet<string>): PassageNote[] {
  return notes.filter(({ id, body }) => body.decision === 'emergency' && !body.why && !told.has(id))
}

/** So long the keeper is told what the server noticed: later nobody stands there any more. */
const TOLD_FOR = 30 * 60_000

/** Passages of which the server saw something that the gate could not, the newest first, with its reasons. */
export function noticedOf(
  notes: readonly PassageNote[],
  gate: string,
  now: number,
): { note: PassageNote; reasons: string[] }[] {
  return notes
    .filter(({ body }) => body.gate === gate && Math.abs(now - Date.parse(body.at)) < TOLD_FOR)
    .map((note) => ({ note, reasons: (note.answer?.reasons ?? []) as string[] }))
    .filter(({ reasons }) => reasons.length)
    .reverse()
}

/** Those who were held here lately, the newest first: somebody has to come for them. */
export function heldOf(notes: readonly PassageNote[], gate: string, now: number): PassageNote[] {
  return notes
    .filter(({ body }) => body.gate === gate && body.decision === 'held')
    .filter(({ body }) => Math.abs(now - Date.parse(body.at)) < TOLD_FOR)
    .reverse()
}
