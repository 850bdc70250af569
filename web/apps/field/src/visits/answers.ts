/** Questions of a round as they are asked at a door: what is known stands there already, what is missing is told. */
import type { Answers, Known, PhoneTarget, Question } from './documents'
import { isByPerson } from './recording'

export interface Person {
  id: string
  name: string
}

/** One box of the form: a question, and of which person; `known` is what was said before. */
export interface Asked {
  key: string
  question: Question
  person?: Person
  known?: Known
}

/** What stands in the boxes, by key; a box that nobody touched has no entry. */
export type Typed = Record<string, unknown>

export function askedOf(
  questions: Question[],
  target: Pick<PhoneTarget, 'known'>,
  persons: Person[],
): Asked[] {
  return questions.flatMap((question) => {
    if (question.about === 'household') return [asked(question, target.known[question.code])]
    return persons.map((person) => asked(question, ofPerson(target.known[question.code], person.id), person))
  })
}

function asked(question: Question, known: Known | undefined, person?: Person): Asked {
  return { key: person ? `${question.code}/${person.id}` : question.code, question, person, known }
}

function ofPerson(known: Known | undefined, person: string): Known | undefined {
  if (!isByPerson(known?.answer) || !isSaid(known.answer[person])) return undefined
  return { answer: known.answer[person], on: known.on }
}

export function valueOf(one: Asked, typed: Typed): unknown {
  return one.key in typed ? typed[one.key] : one.known?.answer
}

/** Required questions without an answer, in the order of the form. */
export function missingOf(asked: Asked[], typed: Typed): Asked[] {
  return asked.filter((one) => one.question.required && !isSaid(valueOf(one, typed)))
}

/**
 * The answers to send: what was typed and differs from what is known. An answer that is sent counts as asked for,
 * and one that only repeats what is known as a burden.
 */
export function answersOf(asked: Asked[], typed: Typed): Answers {
  const found: Answers = {}
  for (const one of asked) {
    const value = typed[one.key]
    if (!isSaid(value) || value === one.known?.answer) continue
    const fit = one.question.answer === 'number' ? Number(value) : value
    if (one.person) found[one.question.code] = { ...byPerson(found, one), [one.person.id]: fit }
    else found[one.question.code] = fit
  }
  return found
}

function byPerson(found: Answers, { question }: Asked): Record<string, unknown> {
  const before = found[question.code]
  return isByPerson(before) ? before : {}
}

/** Typed numbers that are none, and texts that are too long. */
export function unfitOf(asked: Asked[], typed: Typed): Asked[] {
  return asked.filter(({ key, question }) => isSaid(typed[key]) && !fits(question, typed[key]))
}

const LONGEST = 500
const LARGEST = 1_000_000

function fits({ answer }: Question, value: unknown): boolean {
  if (answer === 'number') return Number.isFinite(Number(value)) && Math.abs(Number(value)) <= LARGEST
  return answer !== 'text' || String(value).length <= LONGEST
}

export function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
