/** The choices on the forms of Annex 3 and 4, in the order of the paper; their words stand in the catalogues. */
import type {
  Away,
  CameFrom,
  ConflictKind,
  ContactRole,
  Departure,
  DocumentKind,
  DocumentMissing,
  HouseholdState,
  KeyPerson,
  Measure,
  OrganisationKind,
  Sex,
  Tenure,
  Trading,
} from '@gridward/api'

export const TENURES: Tenure[] = ['owner', 'rented', 'lent']
export const STATES: HouseholdState[] = ['living', 'empty', 'moved_out']
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
export const AWAYS: Away[] = ['none', 'district', 'city', 'province']
export const KEY_PERSONS: KeyPerson[] = ['risk_area', 'city_key_area', 'other_returnee']
export const TRADING: Trading[] = ['open', 'suspended']
export const DOCUMENT_KINDS: DocumentKind[] = [
  'identity_card',
  'residence_permit',
  'passport',
  'hk_macao_permit',
  'taiwan_permit',
  'foreign_resident',
  'other',
]
export const DOCUMENT_MISSING: DocumentMissing[] = [
  'not_given',
  'infant',
  'none_held',
  'refused',
  'unreadable',
]
export const MEASURES: Measure[] = [
  'duty24',
  'disinfection',
  'separate_meals',
  'pledge',
  'plan',
  'masks',
  'thermometers',
  'isolation_room',
]
export const CONTACT_ROLES: ContactRole[] = ['lead', 'temp', 'medical']

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

/** The sections of GB/T 4754-2017. */
export const INDUSTRIES = [...'ABCDEFGHIJKLMNOPQRST']
