import type { Recognisable, Recognition, RecognitionEvidence } from '@gridward/api'
import { useWords } from '@gridward/ui'

/** Where somebody serves, and what a reference to their work says, in the reader's words. */
export function useRecognitionWords() {
  const { t, term, day, number } = useWords()

  function where({ post, unit_name }: Pick<Recognisable | Recognition, 'post' | 'unit_name'>): string {
    return post ? `${unit_name} · ${term('post', post)}` : unit_name
  }

  function told({ kind, said, day: on, minutes }: RecognitionEvidence): string {
    return t(`recognition.evidenceOf.${kind}`, { said, day: day(on), hours: number((minutes ?? 0) / 60) })
  }

  return { where, told }
}
