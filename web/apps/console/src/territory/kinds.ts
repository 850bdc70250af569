import type { SiteKind } from '@gridward/api'

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
