import type { SiteKind, SiteRow } from '@gridward/api'

/** The kinds of sites that T2 names; their words stand in the catalogues. */
export const SITE_KINDS: SiteKind[] = [
  'compound',
  'office_building',
  'market',
  'mall',
  'supermarket',
  'street_shops',
  'school',
  'health_station',
  'hospital',
  'public_body',
  'institution',
  'enterprise',
  'social_organisation',
  'construction_site',
  'hotel',
  'park',
  'other',
]

/** Road and house number as people write them. */
export function addressOf({ road, house_number }: Pick<SiteRow, 'road' | 'house_number'>): string {
  return road + house_number
}
