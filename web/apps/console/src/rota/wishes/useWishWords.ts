import type { Wish, WishTime, WishWants } from '@gridward/api'
import { useWords } from '@gridward/ui'
import { weekdayOf } from '../days'
import { SIGNS } from '../kinds'
import { about } from './wishes'

interface Wanting {
  member_id: string
  wants: WishWants
  time: WishTime
  touched: string[]
}

/** Wishes in sentences. */
export function useWishWords() {
  const { t, day } = useWords()

  function wantsText({ wants, time }: Pick<Wanting, 'wants' | 'time'>): string {
    return t(`wishKind.${wants}_${time}`)
  }

  function dayText(date: string): string {
    return t('wish.onDay', { day: day(date), weekday: t(`weekday.${weekdayOf(date)}`) })
  }

  /** On a day, from one to another, or each Wednesday between them. */
  function datesText({ first, last, weekday }: Wish): string {
    if (weekday)
      return t('wish.weekly', { weekday: t(`weekday.${weekday}`), first: day(first), last: day(last) })
    return first === last ? dayText(first) : t('wish.span', { first: day(first), last: day(last) })
  }

  /** What a shift says of its holder's wishes; nothing where there are none. */
  function markOf(wishes: Wanting[], shift: { member_id: string | null; begins_at: string }): string {
    const [one] = about(wishes, shift)
    if (!one) return ''
    const said = one.wants === 'duty' ? t('wish.asWished') : t('wish.against', { wish: wantsText(one) })
    return `${SIGNS.wish} ${said}`
  }

  return { wantsText, dayText, datesText, markOf }
}
