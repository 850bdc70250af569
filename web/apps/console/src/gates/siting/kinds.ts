import type { GatesUse, SitingState } from '@gridward/api'

export const GATES_USES: GatesUse[] = ['keep', 'consider', 'leave']
export const MOST_OPENINGS = 60

export const SITING_TAG: Record<SitingState, string> = {
  waiting: 'gw-tag--quiet',
  working: 'gw-tag--attention',
  ready: 'gw-tag--good',
  refused: 'gw-tag--bad',
  failed: 'gw-tag--bad',
}

export function isOpen(state: SitingState | null | undefined): boolean {
  return state === 'waiting' || state === 'working'
}
