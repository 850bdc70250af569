/** A visit told at length: at the door of one target, or in one call about several. */
import { newId } from '../components/ids'
import {
  answersOf,
  askedOf,
  isSaid,
  missingOf,
  unfitOf,
  type Asked,
  type Person,
  type Typed,
} from './answers'
import { answersFor, knownOf, type Call } from './callList'
import { visitOf, type AwayWhere, type Visit, type VisitOutcome, type VisitWay } from './documents'
import { somebodyMet } from './outcomes'
import { isByPerson } from './recording'

export interface VisitForm {
  /** The visit's id by target, made when the form begins: giving it twice records it once. */
  ids: Record<string, string>
  outcome: VisitOutcome
  away: AwayWhere
  way: VisitWay
  /** Who was not met, of those who live there. */
  unmet: string[]
  typed: Typed
  note: string
  /** Photographs as data URLs, so that they survive with the form. */
  photos: string[]
}

export interface VisitProblems {
  away: boolean
  missing: Asked[]
  unfit: Asked[]
}

export function emptyVisit(call: Call, way: VisitWay, outcome: VisitOutcome = 'met'): VisitForm {
  const ids = Object.fromEntries(call.tasks.map(({ target }) => [target.id, newId()]))
  return { ids, outcome, away: 'none', way, unmet: [], typed: {}, note: '', photos: [] }
}

/** The form of a visit that the server has refused, for mending it. */
export function formOfVisit(
  { id, target_id, outcome, away, way, answers, note }: Visit,
  asked: Asked[],
): VisitForm {
  const typed = asked.flatMap((one): [string, unknown][] => {
    const answer = answers[one.question.code]
    const value = one.person ? ofPerson(answer, one.person.id) : answer
    return isSaid(value) ? [[one.key, value]] : []
  })
  const ids = { [target_id]: id }
  return { ids, outcome, away, way, unmet: [], typed: Object.fromEntries(typed), note, photos: [] }
}

function ofPerson(answer: unknown, person: string): unknown {
  return isByPerson(answer) ? answer[person] : undefined
}

export function askedIn(call: Call, persons: Person[]): Asked[] {
  return askedOf(call.questions, { known: knownOf(call.tasks) }, persons)
}

export function problemsOf(form: VisitForm, asked: Asked[]): VisitProblems {
  const asks = somebodyMet(form.outcome)
  return {
    away: form.outcome === 'away' && form.away === 'none',
    missing: asks ? missingOf(asked, form.typed) : [],
    unfit: asks ? unfitOf(asked, form.typed) : [],
  }
}

export function isComplete({ away, missing, unfit }: VisitProblems): boolean {
  return !away && !missing.length && !unfit.length
}

/** One visit a target; the photographs go with the first. */
export function visitsFrom(form: VisitForm, call: Call, asked: Asked[], persons: Person[]): Visit[] {
  const met = somebodyMet(form.outcome)
  const answers = met ? answersOf(asked, form.typed) : {}
  return call.tasks.map((task) =>
    visitOf(task.target.id, form.outcome, {
      id: form.ids[task.target.id] ?? newId(),
      way: form.way,
      away: form.outcome === 'away' ? form.away : 'none',
      persons_met: met ? countMet(form, persons) : null,
      answers: answersFor(task, answers),
      note: form.note.trim(),
    }),
  )
}

/** Nothing when everybody was met: so it stays true when somebody moves in before the server hears it. */
function countMet({ unmet }: VisitForm, persons: Person[]): number | null {
  const missed = persons.filter(({ id }) => unmet.includes(id)).length
  return missed ? persons.length - missed : null
}
