/** What went wrong as a sentence that a person can act on: of the server, of the phone, or of neither. */
import { ApiProblem } from '@gridward/api'
import { OfflineProblem } from '@gridward/offline'
import { showToast } from 'vant'
import 'vant/es/toast/style'
import { nextTick } from 'vue'
import { i18n } from '../i18n'

export function sentenceOf(error: unknown): string {
  const { t, te } = i18n.global
  if (error instanceof OfflineProblem) return t(`shell.offlineProblem.${error.code}`, error.details)
  if (!(error instanceof ApiProblem)) return t('shell.problem.unexpected')
  const own = `shell.problem.${error.code}`
  if (te(own)) return t(own, { ...error.details })
  return error.sentence || t('shell.problem.unexpected')
}

/** Shows it over the page, long enough to be read. */
export function tellProblem(error: unknown): void {
  tell(sentenceOf(error))
}

export function tell(sentence: string): void {
  showToast({ message: sentence, duration: Math.max(2000, sentence.length * 120), wordBreak: 'break-word' })
  // Vant takes it for a dialogue, which it is not: it is read aloud and goes by itself.
  void nextTick(() => document.querySelector('.van-toast')?.setAttribute('role', 'status'))
}
