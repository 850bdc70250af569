/** A visit shown in its target before the server has heard of it. */
import type { Known, PhoneRound, PhoneTarget, Visit } from './documents'
import { personsMet, settles } from './outcomes'

const VISITS_TOLD = 3

/** The target as the visit leaves it; `at` is the phone's clock, `round` its round where the phone has it. */
export function withVisit(target: PhoneTarget, visit: Visit, at: string, round?: PhoneRound): PhoneTarget {
  const tries = target.tries + 1
  const most = round?.tries ?? Infinity
  const told = {
    ...target,
    tries,
    known: withAnswers(target.known, visit, at.slice(0, 10)),
    last_visits: [{ at, outcome: visit.outcome, by: '' }, ...target.last_visits].slice(0, VISITS_TOLD),
  }
  if (stays(target, visit)) return { ...told, settled: target.settled || tries >= most }
  return {
    ...told,
    outcome: visit.outcome,
    outcome_at: at,
    settled: settles(visit.outcome, tries, most),
    persons_met: personsMet(visit, target.persons),
  }
}

/** A door that was opened stays so, though a closed one comes after. */
function stays({ outcome }: PhoneTarget, visit: Visit): boolean {
  return visit.outcome === 'no_answer' && !!outcome && outcome !== 'no_answer'
}

/** What is confirmed as unchanged was answered on that day. */
function withAnswers(
  known: PhoneTarget['known'],
  { answers, unchanged }: Visit,
  on: string,
): PhoneTarget['known'] {
  const before = Object.entries(known).map(([code, one]): [string, Known] => [
    code,
    unchanged ? { ...one, on } : one,
  ])
  const told = Object.entries(answers).map(([code, answer]): [string, Known] => [
    code,
    { answer: together(known[code]?.answer, answer), on },
  ])
  return Object.fromEntries([...before, ...told])
}

/** Of persons who were not asked the old answer stands. */
function together(before: unknown, answer: unknown): unknown {
  return isByPerson(before) && isByPerson(answer) ? { ...before, ...answer } : answer
}

export function isByPerson(answer: unknown): answer is Record<string, unknown> {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
}
