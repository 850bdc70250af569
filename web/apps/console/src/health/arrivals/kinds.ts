import type { ArrivalClass, ArrivalState, CameBy, ToldBy } from '@gridward/api'

export const CLASSES: ArrivalClass[] = ['risk_area', 'city_key_area', 'other_returnee']
export const STATES: ArrivalState[] = ['waiting', 'measure', 'none']
export const WAYS: CameBy[] = ['train', 'flight', 'coach', 'car', 'other']
export const SOURCES: ToldBy[] = ['self', 'worker', 'gate', 'list']
export const CLASS_TAG: Record<string, string> = {
  risk_area: 'gw-tag--bad',
  city_key_area: 'gw-tag--attention',
  other_returnee: 'gw-tag--quiet',
}
export const STATE_TAG: Record<ArrivalState, string> = {
  waiting: 'gw-tag--attention',
  measure: '',
  none: 'gw-tag--quiet',
}
