import type { Given } from '@gridward/offline'
import { useI18n } from 'vue-i18n'
import { usePhone } from '../phone'
import { sentenceOf } from './sentences'

/** Commands and moments in the reader's words. */
export function useCommandWords() {
  const { t, locale } = useI18n()
  const { phone } = usePhone()

  function told(given: Given): string {
    if (!phone.value) return ''
    const { key, about } = sentenceOf(given, phone.value)
    return about ? t(`outbox.kinds.${key}`, { about }) : t(`outbox.bareKinds.${key}`)
  }

  /** 11月28日 10:05, without the year: nothing here is older than a month. */
  function moment(iso: string): string {
    const form = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const
    return iso ? new Intl.DateTimeFormat(locale.value, form).format(new Date(iso)) : ''
  }

  return { told, moment }
}
