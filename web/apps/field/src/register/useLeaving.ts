import type { Content } from '@gridward/offline'
import { useI18n } from 'vue-i18n'
import { usePhone } from '../phone'
import { sure } from '../shell/sure'

const KINDS = { home: 'resident.leave', work: 'employee.leave' } as const

/** Somebody lives or works here no more: asked once, then given. */
export function useLeaving(from: keyof typeof KINDS) {
  const { t } = useI18n()
  const { give } = usePhone()

  async function leave(name: string, content: Content): Promise<void> {
    const question = {
      title: t(`register.leaves.${from}.title`, { name }),
      message: t(`register.leaves.${from}.note`),
      confirm: t(`register.leaves.${from}.confirm`),
    }
    if (await sure(question)) await give(KINDS[from], content).catch(() => undefined)
  }

  return { leave }
}
