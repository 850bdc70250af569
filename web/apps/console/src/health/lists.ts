import type { CheckOutcome, ListOrigin, PushList, PushListRowState, PushListState } from '@gridward/api'

export const ORIGINS: ListOrigin[] = ['pushed', 'self_found', 'gate', 'resident']
/** The states of rows, those first that somebody has to do something about. */
export const ROW_STATES: PushListRowState[] = [
  'doubtful',
  'not_found',
  'assigned',
  'answered',
  'unreadable',
  'superseded',
]
export const OUTCOMES: CheckOutcome[] = [
  'confirmed',
  'ruled_out',
  'unreachable',
  'transferred',
  'not_in_area',
  'moved',
  'dead',
]
/** Outcomes that say nothing without what was found. */
export const SAYS_MORE: CheckOutcome[] = ['confirmed', 'unreachable', 'transferred', 'not_in_area']

export const LIST_TAG: Record<PushListState, string> = {
  ready: 'gw-tag--attention',
  rehearsing: 'gw-tag--attention',
  rehearsed: 'gw-tag--attention',
  taking: 'gw-tag--attention',
  open: '',
  closed: 'gw-tag--good',
  corrected: 'gw-tag--quiet',
  failed: 'gw-tag--bad',
}
export const ROW_TAG: Record<PushListRowState, string> = {
  doubtful: 'gw-tag--attention',
  not_found: 'gw-tag--attention',
  assigned: '',
  answered: 'gw-tag--good',
  unreadable: 'gw-tag--bad',
  superseded: 'gw-tag--quiet',
}
const BUSY: PushListState[] = ['rehearsing', 'taking']
const BEFORE: PushListState[] = ['ready', 'rehearsing', 'rehearsed', 'taking', 'failed']

export function isBusy(state: PushListState): boolean {
  return BUSY.includes(state)
}

/** Whether the list was not taken in yet. */
export function isWaiting(state: PushListState): boolean {
  return BEFORE.includes(state)
}

/** How much of a list is done, 0 to 100; only a whole list is 100. */
export function done({ rows, open }: Pick<PushList, 'rows' | 'open'>): number {
  return rows ? Math.floor((100 * (rows - open)) / rows) : 0
}

/** A list as people name it. */
export function nameOf({ sender, paper_no }: Pick<PushList, 'sender' | 'paper_no'>): string {
  return [sender, paper_no].filter(Boolean).join(' ')
}
