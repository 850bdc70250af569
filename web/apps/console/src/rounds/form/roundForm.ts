import type {
  AnswerKind,
  ApiProblem,
  QuestionAbout,
  Round,
  RoundIn,
  RoundQuestion,
  TargetKind,
} from '@gridward/api'
import { daysAfter } from '../times'

export interface QuestionForm {
  /** Only to tell questions apart on the screen. */
  key: number
  /** Empty where it is made from what is asked. */
  code: string
  text: string
  about: QuestionAbout
  answer: AnswerKind
  options: string[]
  required: boolean
}

export interface RoundForm {
  name: string
  basis: string
  kinds: TargetKind[]
  grid_ids: string[]
  starts_on: string
  ends_on: string
  /** 0 where the round does not repeat. */
  every_days: number
  valid_days: number
  tries: number
  questions: QuestionForm[]
}

export type RoundField = 'name' | 'kinds' | 'grid_ids' | 'dates' | 'numbers' | 'questions'

const FIELD_OF_CODE: Record<string, RoundField> = {
  round_name_missing: 'name',
  round_kinds_missing: 'kinds',
  round_grids_missing: 'grid_ids',
  round_dates_turned: 'dates',
  round_question_broken: 'questions',
  round_question_twice: 'questions',
}
const FIELD_OF_NAME: Record<string, RoundField> = {
  name: 'name',
  basis: 'name',
  kinds: 'kinds',
  grid_ids: 'grid_ids',
  starts_on: 'dates',
  ends_on: 'dates',
  every_days: 'numbers',
  valid_days: 'numbers',
  tries: 'numbers',
  questions: 'questions',
}
const LASTS_DAYS = 14
const VALID_DAYS = 30
const TRIES = 3

let keys = 0

/** Lasts as many days as the response level proposes. */
export function emptyRound(today: string, days = LASTS_DAYS): RoundForm {
  return {
    name: '',
    basis: '',
    kinds: ['household'],
    grid_ids: [],
    starts_on: today,
    ends_on: daysAfter(today, days - 1),
    every_days: 0,
    valid_days: VALID_DAYS,
    tries: TRIES,
    questions: [],
  }
}

export function formOf(round: Round): RoundForm {
  return {
    name: round.name,
    basis: round.basis,
    kinds: round.kinds,
    grid_ids: round.grids.map(({ id }) => id),
    starts_on: round.starts_on,
    ends_on: round.ends_on,
    every_days: round.every_days,
    valid_days: round.valid_days,
    tries: round.tries,
    questions: round.questions.map(questionOf),
  }
}

function questionOf(question: RoundQuestion): QuestionForm {
  const form = { key: ++keys, ...question, options: [...question.options] }
  return { ...form, code: question.code === madeCode(form) ? '' : question.code }
}

export function newQuestion(taken: QuestionForm[]): QuestionForm {
  keys = Math.max(keys, ...taken.map(({ key }) => key)) + 1
  return { key: keys, code: '', text: '', about: 'household', answer: 'yes_no', options: [], required: false }
}

export function bodyOf(form: RoundForm): RoundIn {
  return { ...form, name: form.name.trim(), basis: form.basis.trim(), questions: form.questions.map(asked) }
}

function asked({ code, text, about, answer, options, required }: QuestionForm): RoundQuestion {
  const kept = answer === 'choice' ? options.map((one) => one.trim()).filter(Boolean) : []
  const question = { text: text.trim(), about, answer, options: [...new Set(kept)], required }
  return { ...question, code: code.trim() || madeCode(question) }
}

/**
 * The code of a question that was given none. Answers are known by code in every round, so the same question has the
 * same code wherever it is asked, and another one another: a running number would take an old answer for a new one.
 */
export function madeCode({
  text,
  about,
  answer,
  options,
}: Omit<QuestionForm, 'key' | 'code' | 'required'>): string {
  const plain = text.replace(/[\s？?。.！!，,：:]/gu, '')
  const said = JSON.stringify([plain, about, answer, answer === 'choice' ? options : []])
  return plain && `q${hash(said)}`
}

/** FNV-1a, in base 36. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value.toString(36)
}

/** Beside which field a refusal is shown; none where it is about the whole. */
export function fieldOf({ code, details }: ApiProblem): RoundField | undefined {
  if (code !== 'bad_request') return FIELD_OF_CODE[code]
  const names = typeof details.fields === 'string' ? details.fields.split(/[., ]+/) : []
  return names.map((name) => FIELD_OF_NAME[name]).find(Boolean)
}
