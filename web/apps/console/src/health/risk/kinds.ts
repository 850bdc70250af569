import type { AreaLevel, RiskSpot } from '@gridward/api'

export const AREA_LEVELS: AreaLevel[] = ['high', 'medium', 'low', 'sealed', 'controlled', 'prevention']
export const LEVEL_TAG: Record<AreaLevel, string> = {
  high: 'gw-tag--bad',
  medium: 'gw-tag--attention',
  low: 'gw-tag--quiet',
  sealed: 'gw-tag--bad',
  controlled: 'gw-tag--attention',
  prevention: 'gw-tag--quiet',
}

/** A place as notices write it: region, county, and the rest, which may repeat the county. */
export function placeOf({ county, detail }: RiskSpot): string {
  return detail.startsWith(county) ? detail : county + detail
}
