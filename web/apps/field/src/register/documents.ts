/** What commands of the register say, as the server takes them (exchange/sync/schemas/commands.py). */
import {
  AWAYS as EVERYWHERE,
  type CameFrom,
  type ContactRole,
  type EmployeeIn,
  type HouseholdState,
  type Measure,
  type OrganisationIn,
  type OrganisationKind,
  type Resident,
  type ResidentIn,
  type Sex,
  type Tenure,
} from '@gridward/api'

export interface HouseholdAdd {
  id: string
  dwelling_id: string | null
  /** The grid of the door: where the document stands until the server's own has come. */
  grid_id: string
  address_text: string
  tenure: Tenure
  state: HouseholdState
  note: string
}

export interface HouseholdChange {
  id: string
  version: number
  tenure?: Tenure
  state?: HouseholdState
  note?: string
}

export type ResidentAdd = ResidentIn & { id: string; household_id: string }

/** What is left out stays. The household tells where the resident is shown. */
export type ResidentChange = ResidentIn & { id: string; household_id: string; version: number }

export interface ResidentLeave {
  id: string
  household_id: string
  version: number
  /** For the outbox: who has left is not on the phone any more. */
  name: string
}

/** Of whom nothing is said stays who it is; an empty number is none. */
export interface ContactSaid {
  name?: string
  phone?: string
}

export interface MeasuresSaid {
  resumption_filed?: boolean | null
  measures?: Measure[]
}

/** The head of Annex 4; of the contacts those roles that are said. */
export interface OrganisationSaid extends OrganisationIn {
  contacts?: Partial<Record<ContactRole, ContactSaid>>
  situation?: MeasuresSaid
}

export type OrganisationAdd = OrganisationSaid & { id: string; grid_id: string }
export type OrganisationChange = OrganisationSaid & { id: string; version: number }

export type EmployeeAdd = EmployeeIn & { id: string; organisation_id: string }

/** What is left out stays. The organisation tells where the person is shown. */
export type EmployeeChange = EmployeeAdd & { version: number }

/** The name is for the outbox: who has left is shown nowhere else. */
export interface EmployeeLeave {
  id: string
  organisation_id: string
  version: number
  name: string
}

/** As forms call relations to the head of a household; written as they are, in the language of the register. */
export const RELATIONS = [
  '户主',
  '配偶',
  '子',
  '女',
  '父亲',
  '母亲',
  '孙子',
  '孙女',
  '合租人',
  '其他',
] as const
export const HEADS: readonly string[] = ['户主', '本人']
/** The relations of a household in the order in which people tell them. */
export const SUGGESTED: readonly string[] = ['户主', '配偶', '子', '女', '父亲', '母亲']

export {
  CONTACT_ROLES,
  DOCUMENT_KINDS,
  DOCUMENT_MISSING,
  HOUSEHOLD_STATES,
  INDUSTRIES,
  KEY_PERSONS,
  TENURES,
  TRADING,
} from '@gridward/api'

export const SEXES: readonly Sex[] = ['male', 'female']
export const ORIGINS: readonly CameFrom[] = [
  'birth',
  'same_street',
  'same_district',
  'district',
  'city',
  'province',
]

/** Where somebody may be who is not here. */
export const AWAYS = EVERYWHERE.filter((one) => one !== 'none')
/** The kinds that one meets along a street first. */
export const USUAL_KINDS: readonly OrganisationKind[] = [
  'street_shop',
  'restaurant',
  'supermarket',
  'enterprise',
]
export const ORGANISATION_KINDS: readonly OrganisationKind[] = [
  ...USUAL_KINDS,
  'market',
  'mall',
  'hotel',
  'construction_site',
  'school',
  'health_service',
  'property_manager',
  'public_body',
  'institution',
  'social_organisation',
  'other',
]

/** The head first, as forms are written; the others in the order of entry. */
export function headFirst(residents: readonly Resident[]): Resident[] {
  const head = residents.find(({ relation }) => HEADS.includes(relation.trim()))
  return head ? [head, ...residents.filter((one) => one !== head)] : [...residents]
}
