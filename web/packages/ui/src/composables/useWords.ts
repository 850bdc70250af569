import type { ApiProblem } from '@gridward/api'
import { useI18n } from 'vue-i18n'

/** The log and the forms are read in China, whatever clock the browser keeps. */
const timeZone = 'Asia/Shanghai'

/** The catalogue's words for what the server names by code, and dates and figures as the reader writes them. */
export function useWords() {
  const { t, te, locale } = useI18n()

  /** The word for a code, such as `term('tenure', 'rented')`; the code itself when the catalogue lacks it. */
  function term(kind: string, code: string | null | undefined): string {
    if (!code) return t('ui.none')
    return te(`${kind}.${code}`) ? t(`${kind}.${code}`) : code
  }

  /** The catalogue's own sentence first (it knows the screen), else the server's. */
  function sentenceOf(problem: ApiProblem): string {
    if (te(`problem.${problem.code}`)) return t(`problem.${problem.code}`)
    return problem.sentence || t('problem.unexpected')
  }

  function number(value: number | null | undefined): string {
    return value === null || value === undefined ? t('ui.none') : value.toLocaleString(tag())
  }

  function day(value: string | null): string {
    return value ? new Date(value).toLocaleDateString(tag(), { dateStyle: 'medium', timeZone }) : t('ui.none')
  }

  function moment(value: string): string {
    return new Date(value).toLocaleString(tag(), {
      dateStyle: 'medium',
      timeStyle: 'short',
      hour12: false,
      timeZone,
    })
  }

  function tag(): string {
    return locale.value === 'zh-Hans' ? 'zh-CN' : 'en-GB'
  }

  return { t, term, sentenceOf, number, day, moment }
}
