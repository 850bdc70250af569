import type {
  DeliveryState,
  HandedWay,
  Platform,
  ReachedBy,
  ReachWay,
  ShownWay,
  SubjectKind,
  Whom,
} from '@gridward/api'

export const PLATFORMS: Platform[] = ['wechat', 'wecom', 'qq', 'other']
export const WAYS: ReachWay[] = ['telephone', 'door', 'family', 'other']
export const SUBJECTS: SubjectKind[] = ['household', 'organisation']

export const WHOM: Whom[] = ['everybody', 'households', 'organisations', 'unreached']
export const DELIVERY_TAG: Record<DeliveryState, string> = {
  waiting: 'gw-tag--quiet',
  sending: 'gw-tag--quiet',
  sent: 'gw-tag--good',
  refused: 'gw-tag--bad',
  failed: 'gw-tag--bad',
  unsure: 'gw-tag--attention',
  off: 'gw-tag--attention',
}

export const MOST_GRIDS_WITH_PLACES = 20
/** Ways of handing a material out, by whom they reach; the server decides again. */
export const HANDED_WAYS: Record<SubjectKind, HandedWay[]> = {
  household: ['door', 'visit', 'telephone'],
  organisation: ['unit', 'visit', 'telephone'],
}
export const SHOWN_WAYS: ShownWay[] = ['stairwell', 'board', 'group']
export const REACHED_BY: ReachedBy[] = ['nobody', 'posted', 'group', 'handed']
export const REACHED_TAG: Record<ReachedBy, string> = {
  handed: 'gw-tag--good',
  group: 'gw-tag--good',
  posted: 'gw-tag--quiet',
  nobody: 'gw-tag--attention',
}
