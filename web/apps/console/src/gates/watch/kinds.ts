import type { WatchEnd, WatchState } from '@gridward/api'

export const WATCH_STATES: WatchState[] = ['in_force', 'coming', 'expired', 'ended']
/** Reasons that somebody may choose; an objection that was upheld ends an entry by itself. */
export const WATCH_ENDS: WatchEnd[] = ['no_need', 'mistaken', 'withdrawn']
export const WATCH_TAG: Record<WatchState, string> = {
  in_force: 'gw-tag--attention',
  coming: 'gw-tag--quiet',
  expired: 'gw-tag--quiet',
  ended: 'gw-tag--quiet',
}
