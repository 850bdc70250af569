import type { Away, DeskVisitIn, RoundQuestion, RoundTarget, VisitEnd, VisitOutcome } from '@gridward/api'
import { newId } from '../ids'
import { MET, OUTCOMES, type EnteredWay } from '../kinds'
import { asMoment } from '../times'

/** An answer as it is typed: of a household, or of each of its persons by id. */
export type Answers = Record<string, unknown>

/** What was typed for one target. `id` is the visit's: sent again after a broken line, it is recorded once. */
export interface EntryLine {
  id: string
  outcome: VisitOutcome | ''
  away: Away
  /** Empty where everybody was met. */
  met: string
  note: string
  answers: Answers
}

/** What is typed on the page, by target. */
export interface EntryForm {
  at: string
  way: EnteredWay
  lines: Record<string, EntryLine>
}

/** What became of a line that was sent. */
export interface EntryEnd {
  outcome: VisitOutcome | null
  settled: boolean
  /** Why it was refused; empty where it was taken. */
  sentence: string
}

export const MOST_AT_ONCE = 500
const TWICE = 'round_visit_twice'

export function newLine(): EntryLine {
  return { id: newId(), outcome: '', away: 'none', met: '', note: '', answers: {} }
}

/** The outcome of a digit key, 1 for the first. */
export function outcomeOfKey(key: string): VisitOutcome | undefined {
  return /^[1-9]$/.test(key) ? OUTCOMES[Number(key) - 1] : undefined
}

export function asksThere(line: EntryLine | undefined, questions: RoundQuestion[]): boolean {
  return !!questions.length && !!line?.outcome && MET.includes(line.outcome)
}

/** Whether everything that can be sent of a line is there. */
export function typed(line: EntryLine): boolean {
  return line.outcome !== ''
}

export function visitOf(target: string, line: EntryLine, { at, way }: EntryForm): DeskVisitIn {
  const { id, note } = line
  const outcome = line.outcome as VisitOutcome
  const met = MET.includes(outcome)
  return {
    id,
    target_id: target,
    at: asMoment(at),
    way,
    outcome,
    note: note.trim(),
    away: outcome === 'away' ? line.away : 'none',
    persons_met: met && line.met.trim() ? Number(line.met) : null,
    answers: met ? given(line.answers) : {},
    unchanged: false,
    photos: [],
  }
}

/** Without what was left empty. */
function given(answers: Answers): Answers {
  const kept = Object.entries(answers)
    .map(([code, answer]) => [code, isMapping(answer) ? given(answer) : answer] as const)
    .filter(([, answer]) => !isEmpty(answer))
  return Object.fromEntries(kept)
}

function isEmpty(answer: unknown): boolean {
  return (
    answer === '' ||
    answer === null ||
    answer === undefined ||
    (isMapping(answer) && !Object.keys(answer).length)
  )
}

export function isMapping(answer: unknown): answer is Answers {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
}

/** A visit that was recorded before, by a line whose answer got lost, is taken. */
export function endOf({ outcome, settled, code, sentence }: VisitEnd, line: EntryLine): EntryEnd {
  if (code === TWICE) return { outcome: line.outcome || null, settled: false, sentence: '' }
  return { outcome, settled, sentence: code ? sentence : '' }
}

export function inParts<Item>(items: Item[], most = MOST_AT_ONCE): Item[][] {
  const parts: Item[][] = []
  for (let from = 0; from < items.length; from += most) parts.push(items.slice(from, from + most))
  return parts
}

/** Targets whose name or address has all the words that are looked for. */
export function matching(targets: RoundTarget[], words: string): RoundTarget[] {
  const wanted = words.split(/\s+/).filter(Boolean)
  return targets.filter(({ label, address }) => wanted.every((word) => `${address} ${label}`.includes(word)))
}
