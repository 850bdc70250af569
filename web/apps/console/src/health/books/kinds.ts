import type { BookState } from '@gridward/api'

export const STATE_TAG: Record<BookState, string> = {
  drafted: 'gw-tag--quiet',
  asked: 'gw-tag--attention',
  accepted: 'gw-tag--good',
  ending: 'gw-tag--attention',
  withdrawn: 'gw-tag--quiet',
  replaced: 'gw-tag--quiet',
  dropped: 'gw-tag--quiet',
}
