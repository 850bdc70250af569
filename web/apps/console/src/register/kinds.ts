/** The choices on the forms of Annex 3 and 4, in the order of the paper; their words stand in the catalogues. */
import type { CameFrom, ConflictKind, Departure, OrganisationKind, Sex } from '@gridward/api'

export {
  AWAYS,
  CONTACT_ROLES,
  DOCUMENT_KINDS,
  DOCUMENT_MISSING,
  HOUSEHOLD_STATES as STATES,
  INDUSTRIES,
  KEY_PERSONS,
  MEASURES,
  TENURES,
  TRADING,
} from '@gridward/api'

/** Where to or why somebody leaves; a death is an act of its own. */
export const DEPARTURES: Departure[] = [
  'same_street',
  'same_district',
  'district',
  'city',
  'province',
  'unknown',
  'mistaken',
]
export const ORIGINS: CameFrom[] = ['same_street', 'same_district', 'district', 'city', 'province', 'birth']
export const CONFLICT_KINDS: ConflictKind[] = [
  'two_households',
  'other_name',
  'doubtful_address',
  'same_field',
]
export const SEXES: Sex[] = ['male', 'female', 'unknown']

/** The kinds of organisations that T2 and R7 name. */
export const ORGANISATION_KINDS: OrganisationKind[] = [
  'enterprise',
  'street_shop',
  'supermarket',
  'market',
  'mall',
  'construction_site',
  'public_body',
  'institution',
  'school',
  'health_service',
  'social_organisation',
  'property_manager',
  'hotel',
  'restaurant',
  'other',
]
