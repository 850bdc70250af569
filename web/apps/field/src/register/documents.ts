/** What commands of the register say, as the server takes them (exchange/sync/schemas.py). */
import type {
  CameFrom,
  DocumentKind,
  DocumentMissing,
  HouseholdState,
  Resident,
  ResidentIn,
  Sex,
  Tenure,
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

export const TENURES: readonly Tenure[] = ['owner', 'rented', 'lent']
export const HOUSEHOLD_STATES: readonly HouseholdState[] = ['living', 'empty', 'moved_out']
export const SEXES: readonly Sex[] = ['male', 'female']
export const MISSING: readonly DocumentMissing[] = [
  'not_given',
  'infant',
  'none_held',
  'refused',
  'unreadable',
]
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  'identity_card',
  'residence_permit',
  'passport',
  'hk_macao_permit',
  'taiwan_permit',
  'foreign_resident',
  'other',
]
export const ORIGINS: readonly CameFrom[] = [
  'birth',
  'same_street',
  'same_district',
  'district',
  'city',
  'province',
]

/** The head first, as forms are written; the others in the order of entry. */
export function headFirst(residents: readonly Resident[]): Resident[] {
  const head = residents.find(({ relation }) => HEADS.includes(relation.trim()))
  return head ? [head, ...residents.filter((one) => one !== head)] : [...residents]
}
