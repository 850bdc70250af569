import type { DeliveryState, Platform, ReachWay, SubjectKind, Whom } from '@gridward/api'

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
