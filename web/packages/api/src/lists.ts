/** Closed lists of the register in the order of the paper (Annex 3 and 4); their words stand in each app's catalogues. */
import type {
  Away,
  ContactRole,
  DocumentKind,
  DocumentMissing,
  HouseholdState,
  KeyPerson,
  Measure,
  Tenure,
  Trading,
} from './shapes'

export const TENURES: readonly Tenure[] = ['owner', 'rented', 'lent']
export const HOUSEHOLD_STATES: readonly HouseholdState[] = ['living', 'empty', 'moved_out']
export const AWAYS: readonly Away[] = ['none', 'district', 'city', 'province']
export const KEY_PERSONS: readonly Exclude<KeyPerson, ''>[] = ['risk_area', 'city_key_area', 'other_returnee']
export const TRADING: readonly Trading[] = ['open', 'suspended']
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  'identity_card',
  'residence_permit',
  'passport',
  'hk_macao_permit',
  'taiwan_permit',
  'foreign_resident',
  'other',
]
export const DOCUMENT_MISSING: readonly DocumentMissing[] = [
  'not_given',
  'infant',
  'none_held',
  'refused',
  'unreadable',
]
export const MEASURES: readonly Measure[] = [
  'duty24',
  'disinfection',
  'separate_meals',
  'pledge',
  'plan',
  'masks',
  'thermometers',
  'isolation_room',
]
export const CONTACT_ROLES: readonly ContactRole[] = ['lead', 'temp', 'medical']
/** The sections of GB/T 4754-2017. */
export const INDUSTRIES: readonly string[] = [...'ABCDEFGHIJKLMNOPQRST']
