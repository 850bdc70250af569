import type { DraftState, DraftWay, DutyPlaceKind, Post, ShiftRole, SwapState } from '@gridward/api'

/** The pages of duty, in the order of their tabs. */
export const ROTA_PAGES = [
  'rota',
  'rota-mine',
  'rota-swaps',
  'rota-outs',
  'rota-hours',
  'rota-drafts',
  'rota-places',
]

export const ROLES: ShiftRole[] = ['lead', 'keeper', 'medic', 'police', 'reserve']
export const PLACE_KINDS: DutyPlaceKind[] = ['gate', 'desk', 'point']
export const SWAP_STATES: SwapState[] = [
  'proposed',
  'agreed',
  'approved',
  'refused',
  'withdrawn',
  'overtaken',
]
export const DRAFT_WAYS: DraftWay[] = ['anew', 'mend']

/** Whose posts may take part in a draft: those that serve in communities and grids. */
export const DRAFT_POSTS: Post[] = [
  'grid_manager',
  'grid_supervisor',
  'health_liaison',
  'grid_police',
  'community_grid_leader',
  'first_grid_leader',
]

export const SWAP_TAG: Record<SwapState, string> = {
  proposed: 'gw-tag--attention',
  agreed: 'gw-tag--attention',
  approved: 'gw-tag--good',
  refused: 'gw-tag--bad',
  withdrawn: 'gw-tag--quiet',
  overtaken: 'gw-tag--quiet',
}

export const DRAFT_TAG: Record<DraftState, string> = {
  waiting: 'gw-tag--quiet',
  working: '',
  ready: 'gw-tag--attention',
  failed: 'gw-tag--bad',
  taken: 'gw-tag--good',
  dropped: 'gw-tag--quiet',
}

/** Signs beside words, for whoever tells no colours apart. */
export const SIGNS = { vacant: '○', gap: '▲', overlap: '＋', warning: '⚠', wish: '♡' } as const
