import type { BookState } from '@gridward/api'
import { dayAfter } from '../../rota/days'

export const STATE_TAG: Record<BookState, string> = {
  drafted: 'gw-tag--quiet',
  asked: 'gw-tag--attention',
  accepted: 'gw-tag--good',
  ending: 'gw-tag--attention',
  withdrawn: 'gw-tag--quiet',
  replaced: 'gw-tag--quiet',
  dropped: 'gw-tag--quiet',
}

/** The server tells the first day on which something no longer holds; people are told the last one on which it does. */
export function lastDay(until: string): string {
  return dayAfter(until, -1)
}
