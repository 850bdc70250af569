/** The choices on the forms of Annex 3 and 4, in the order of the paper; their words stand in the catalogues. */
export const TENURES = ['owner', 'rented', 'lent']
export const SEXES = ['male', 'female', 'unknown']
export const AWAYS = ['district', 'city', 'province']
export const KEY_PERSONS = ['risk_area', 'city_key_area', 'other_returnee']
export const TRADING = ['open', 'suspended']
export const MEASURES = [
  'duty24',
  'disinfection',
  'separate_meals',
  'pledge',
  'plan',
  'masks',
  'thermometers',
  'isolation_room',
]
export const CONTACT_ROLES = ['lead', 'temp', 'medical']

/** The kinds of organisations that T2 and R7 name. */
export const ORGANISATION_KINDS = [
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
