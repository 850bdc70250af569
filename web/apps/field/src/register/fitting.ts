/** What of Annex 4 fits a kind of organisation: a corner shop has no isolation room, a ministry files no resumption. */
import { CONTACT_ROLES, MEASURES, type ContactRole, type Measure, type OrganisationKind } from '@gridward/api'

export interface Fitting {
  measures: readonly Measure[]
  roles: readonly ContactRole[]
  /** Whether it filed that it opens again. */
  resumes: boolean
  /** The section of GB/T 4754 that is likely; '' where any is. */
  industry: string
}

const OF_SHOPS: readonly Measure[] = ['disinfection', 'pledge', 'masks', 'thermometers']
const TOO_SMALL_FOR_A_NURSE: readonly ContactRole[] = ['lead', 'temp']

const SHOP: Fitting = { measures: OF_SHOPS, roles: TOO_SMALL_FOR_A_NURSE, resumes: true, industry: 'F' }
const HOUSE: Fitting = { measures: MEASURES, roles: CONTACT_ROLES, resumes: true, industry: '' }
const WITHOUT_MEALS = MEASURES.filter((one) => one !== 'separate_meals')

const FITTINGS: Partial<Record<OrganisationKind, Fitting>> = {
  street_shop: SHOP,
  supermarket: SHOP,
  restaurant: { ...SHOP, measures: [...OF_SHOPS, 'separate_meals'], industry: 'H' },
  market: { ...HOUSE, measures: WITHOUT_MEALS, industry: 'F' },
  mall: { ...HOUSE, measures: WITHOUT_MEALS, industry: 'F' },
  hotel: { ...HOUSE, industry: 'H' },
  construction_site: { ...HOUSE, industry: 'E' },
  property_manager: { ...HOUSE, roles: TOO_SMALL_FOR_A_NURSE, industry: 'K' },
  school: { ...HOUSE, resumes: false, industry: 'P' },
  health_service: { ...HOUSE, resumes: false, industry: 'Q' },
  public_body: { ...HOUSE, resumes: false, industry: 'S' },
  institution: { ...HOUSE, resumes: false, industry: 'S' },
  social_organisation: { ...HOUSE, resumes: false, industry: 'S' },
}

export function fittingOf(kind: OrganisationKind): Fitting {
  return FITTINGS[kind] ?? HOUSE
}
