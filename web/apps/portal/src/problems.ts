/** A refusal as the page says it: the server's sentence, or our own where no answer came. */
import { asProblem, type ApiProblem } from '@gridward/api'
import { t } from './i18n'

export interface Trouble {
  code: string
  sentence: string
  /** The field it is about, such as `members.0.phone`; empty where it is about none. */
  field: string
  /** The question of the round that it is about; empty where it is about none. */
  question: string
}

/** A question that must be answered was not: it is marked wherever its answer is missing. */
export const MISSING = 'round_answer_missing'

export function troubleOf(thrown: unknown): Trouble {
  const problem: ApiProblem = asProblem(thrown)
  const { code, details, status } = problem
  const own = status === 0 ? t('trouble.network') : t('trouble.unexpected')
  return {
    code,
    sentence: problem.sentence || own,
    field: textOf(details.field),
    question: textOf(details.question),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
