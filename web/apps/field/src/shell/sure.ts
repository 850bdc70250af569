import { showConfirmDialog } from 'vant'
import 'vant/es/dialog/style'
import { nextTick } from 'vue'
import { i18n } from '../i18n'

export interface Question {
  title: string
  message?: string
  confirm: string
}

/** Asks before something that cannot be taken back. */
export function sure({ title, message, confirm }: Question): Promise<boolean> {
  const cancelButtonText = i18n.global.t('shell.cancel')
  const answer = showConfirmDialog({ title, message, confirmButtonText: confirm, cancelButtonText })
  void nextTick(() => named(title))
  return answer.then(
    () => true,
    () => false,
  )
}

/** Vant names its dialogue after the id of an element, and gives the words themselves instead. */
function named(title: string): void {
  const dialog = document.querySelector('.van-dialog')
  dialog?.removeAttribute('aria-labelledby')
  dialog?.setAttribute('aria-label', title)
}
