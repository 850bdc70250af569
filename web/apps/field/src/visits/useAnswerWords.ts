import { useI18n } from 'vue-i18n'
import { useDays } from '../components/days'
import type { Known, Question } from './documents'
import { isByPerson } from './recording'
import type { Person } from './answers'

/** Answers in words. */
export function useAnswerWords() {
  const { t } = useI18n()
  const { dayText } = useDays()

  function answerText(question: Question, value: unknown): string {
    if (question.answer === 'yes_no') return t(value === true ? 'visits.yes' : 'visits.no')
    return question.answer === 'date' ? dayText(String(value)) : String(value)
  }

  /** What a household is known to have answered; of a question about persons, who said what. */
  function knownText(question: Question, { answer }: Known, persons: Person[]): string {
    if (question.about === 'household' || !isByPerson(answer)) return answerText(question, answer)
    return persons
      .filter(({ id }) => id in answer)
      .map(({ id, name }) => `${name} ${answerText(question, answer[id])}`)
      .join(t('visits.and'))
  }

  return { answerText, knownText }
}
