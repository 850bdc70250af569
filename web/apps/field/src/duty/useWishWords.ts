import type { Wish } from '@gridward/api'
import { useI18n } from 'vue-i18n'
import { useDays } from '../components/days'
import { weekdayOf } from './wishes'

/** The dates of a wish in the reader's words. */
export function useWishWords() {
  const { t } = useI18n()
  const { dayText } = useDays()

  function datesText({ first, last, weekday }: Pick<Wish, 'first' | 'last' | 'weekday'>): string {
    const days = { first: dayText(first), last: dayText(last) }
    if (weekday) return t('duty.wish.weekly', { weekday: t(`duty.weekday.${weekday}`), ...days })
    if (first !== last) return t('duty.wish.until', days)
    return t('duty.wish.onDate', { day: days.first, weekday: t(`duty.weekday.${weekdayOf(first)}`) })
  }

  return { datesText }
}
