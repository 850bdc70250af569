import type { RoundQuestion } from '@gridward/api'

export interface ShownAnswer {
  code: string
  text: string
  answer: unknown
  /** Of a question about persons: each person's answer by id. */
  persons?: [person: string, answer: unknown][]
}

/** Answers in the order of the round's questions, each with what was asked. */
export function answersOf(answers: Record<string, unknown>, questions: RoundQuestion[]): ShownAnswer[] {
  return questions
    .filter(({ code }) => code in answers)
    .map(({ code, text, about }) => {
      const answer = answers[code]
      return about === 'person' && typeof answer === 'object' && answer
        ? { code, text, answer, persons: Object.entries(answer) }
        : { code, text, answer }
    })
}
