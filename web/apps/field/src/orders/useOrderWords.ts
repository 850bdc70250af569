/** Orders in the reader's words: the words of the server's own catalogues, filled in on the phone. */
import type { PhoneOrder, PhoneOrderMove } from '@gridward/api'
import { useI18n } from 'vue-i18n'
import { useDays } from '../components/days'
import { usePhone } from '../phone'
import type { Texts } from './documents'
import { isLate, isOver, spanOf } from './lists'

const EMPTY = '–'

export function useOrderWords() {
  const { t, locale } = useI18n()
  const { momentText } = useDays()
  const { phone } = usePhone()

  function inWords(texts: Texts, otherwise = ''): string {
    return texts[locale.value] ?? texts['zh-Hans'] ?? otherwise
  }

  function titleOf({ title, kind }: PhoneOrder): string {
    return inWords(title, kind)
  }

  /** "处置还剩 45 分钟", "签收超时 2 小时"; nothing where no clock runs. */
  function dueText(order: PhoneOrder, now: Date): string {
    if (!order.clock || !order.late_after) return ''
    const left = Date.parse(order.late_after) - now.getTime()
    const { unit, count } = spanOf(left)
    const key = isLate(order, now) ? 'orders.lateBy' : 'orders.dueIn'
    return t(key, { clock: t(`orderWords.clock.${order.clock}`), span: t(`orders.span.${unit}`, { count }) })
  }

  /** Whose move it is; a report that is still on the phone is nobody's. */
  function awaitedText(order: PhoneOrder): string {
    if (isOver(order)) return ''
    const whom = order.awaited.map((post) => (post ? t(`orderWords.post.${post}`) : handlerOf(order)))
    return whom.length ? t('orders.awaits', { whom: joined(whom) }) : ''
  }

  function handlerOf({ post, handler }: PhoneOrder): string {
    return [post && t(`orderWords.post.${post}`), handler?.name].filter(Boolean).join(' ')
  }

  /** Who made a move of this phone is its owner. */
  function nameOf(by: string): string {
    return by || (phone.value?.account.name ?? '')
  }

  function sentenceOf({ sentence, told, by }: PhoneOrderMove): string {
    const posts = [...told.posts.map((post) => t(`orderWords.post.${post}`)), inWords(told.outside)]
    const said = {
      who: nameOf(by),
      whom: [told.post && t(`orderWords.post.${told.post}`), told.to].filter(Boolean).join(' '),
      posts: joined(posts.filter(Boolean)),
      clock: told.clock && t(`orderWords.clock.${told.clock}`),
      number: told.number,
      rating: told.rating,
      until: told.until && momentText(told.until),
      grid: told.grid,
    }
    const filled = Object.entries(said).map(([name, word]) => [name, word || EMPTY])
    return t(`orderWords.told.${sentence}`, Object.fromEntries(filled) as Record<string, unknown>)
  }

  function answerText({ answer, text }: PhoneOrder['answers'][number]): string {
    if (typeof answer === 'boolean') return t(`orderWords.answer.${answer ? 'yes' : 'no'}`)
    return inWords(text, String(answer))
  }

  function joined(words: string[]): string {
    return words.join(t('orders.and'))
  }

  return { inWords, titleOf, dueText, awaitedText, nameOf, sentenceOf, answerText }
}
