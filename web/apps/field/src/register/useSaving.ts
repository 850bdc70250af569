import type { Content } from '@gridward/offline'
import { nextTick, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAgain } from '../components/useAgain'
import { tell } from '../shell/problems'
import { useTask } from '../shell/useTask'

const WRONG = '.van-field__error-message, form [role="alert"]'

type Parts = Record<string, unknown>

/** How a form of one command is saved: what is wrong is told first; then it is given once, and the draft goes. */
export function useSaving(kind: string, drop: () => Promise<void>) {
  const { t } = useI18n()
  const { giveOrAgain } = useAgain()
  const { running, run } = useTask()
  const checked = ref(false)

  async function isRight(wrongs: object): Promise<boolean> {
    checked.value = true
    if (!Object.keys(wrongs).length) return true
    tell(t('register.mendFirst'))
    await nextTick()
    document.querySelector(WRONG)?.scrollIntoView({ block: 'center' })
    return false
  }

  /** Answers whether it is saved; what says nothing is not given. */
  async function save(wrongs: object, said: object, row: Content): Promise<boolean> {
    if (!(await isRight(wrongs))) return false
    return run(async () => {
      if (Object.keys(said).length) await giveOrAgain(kind, { ...(said as Parts), ...row })
      await drop()
    })
  }

  return { checked, running, save }
}
