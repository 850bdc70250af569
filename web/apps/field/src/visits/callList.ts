/** By telephone: everything that is open about one household or organisation becomes one call. */
import type { PhoneRound, PhoneTarget, Question, TargetKind } from './documents'
import { isNow } from './outcomes'

export interface CallTask {
  round: PhoneRound
  target: PhoneTarget
}

export interface Call {
  subject: string
  kind: TargetKind
  tasks: CallTask[]
  /** Every question once, however many rounds ask it; required when one of them requires it. */
  questions: Question[]
  /** The last day of the round that ends first. */
  endsOn: string
  /** Somebody is likely to answer at this hour. */
  likely: boolean
}

/** Calls to make, in the order: likely to answer now, ends first, most to ask. */
export function callsOf(targets: PhoneTarget[], rounds: PhoneRound[], hour: number): Call[] {
  const known = new Map(rounds.map((round) => [round.id, round]))
  const calls = new Map<string, CallTask[]>()
  for (const target of targets) {
    const round = known.get(target.round_id)
    if (!round || target.settled) continue
    calls.set(target.subject_id, [...(calls.get(target.subject_id) ?? []), { round, target }])
  }
  return [...calls.values()].map((tasks) => callOf(tasks, hour)).sort(inOrder)
}

export function callOf(tasks: CallTask[], hour: number): Call {
  const [first] = tasks
  if (!first) throw new Error('a call is about something')
  return {
    subject: first.target.subject_id,
    kind: first.target.kind,
    tasks,
    questions: merged(tasks.flatMap(({ round }) => round.questions)),
    endsOn: tasks.map(({ round }) => round.ends_on).sort()[0] ?? '',
    likely: tasks.some(({ target }) => isNow(target.best_hours, hour)),
  }
}

function merged(questions: Question[]): Question[] {
  const found = new Map<string, Question>()
  for (const one of questions) {
    const before = found.get(one.code)
    found.set(one.code, before ? { ...before, required: before.required || one.required } : one)
  }
  return [...found.values()]
}

function inOrder(one: Call, other: Call): number {
  return (
    Number(other.likely) - Number(one.likely) ||
    one.endsOn.localeCompare(other.endsOn) ||
    other.tasks.length - one.tasks.length
  )
}

/** What is known of the subject in any of the tasks, the newest word of each question. */
export function knownOf(tasks: CallTask[]): PhoneTarget['known'] {
  const found: PhoneTarget['known'] = {}
  for (const { target } of tasks)
    for (const [code, known] of Object.entries(target.known)) {
      const before = found[code]
      if (!before || before.on < known.on) found[code] = known
    }
  return found
}

/** Of all answers of a call those that a task's own round asks. */
export function answersFor({ round }: CallTask, answers: Record<string, unknown>): Record<string, unknown> {
  const codes = new Set(round.questions.map(({ code }) => code))
  return Object.fromEntries(Object.entries(answers).filter(([code]) => codes.has(code)))
}
