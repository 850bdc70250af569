/** Households, residents and organisations on the wire, in the fields of Annex 3 and 4. */
import type { Named } from './common'

export interface Hit {
  kind: 'resident' | 'household' | 'organisation' | 'employee' | 'vehicle' | 'dwelling'
  id: string
  title: string
  detail: string
  grid: string | null
  household: string | null
  organisation: string | null
  matched: string
}

export interface Vehicle {
  id: string
  plate: string
  kind: string
}

export interface Resident {
  id: string
  name: string
  sex: 'male' | 'female' | 'unknown'
  id_number: string
  birth_year: number | null
  employer: string
  phone: string
  vehicles: Vehicle[]
  relation: string
  situation: { tested: boolean | null; from_key_area: boolean | null; away: string } | null
  version: number
}

export interface HouseholdRow {
  id: string
  address: string
  tenure: string
  grid: Named | null
  head: string
  residents: number
}

export interface Household extends Omit<HouseholdRow, 'residents' | 'head'> {
  community: string
  dwelling: string
  residents: Resident[]
  grid_worker: string
  grid_chief: string
  version: number
}

export interface Change {
  id: string
  at: string
  actor: string
  sentence: string
}

export interface OrganisationContact {
  role: string
  name: string
  phone: string
}

export interface Employee {
  id: string
  name: string
  id_number: string
  address: string
  phone: string
  situation: { fever: boolean | null; key_person: string } | null
}

export interface OrganisationRow {
  id: string
  name: string
  kind: string
  address: string
  credit_code: string
  trading: string
  grid: Named | null
  employees: number
}

export interface Organisation extends Omit<OrganisationRow, 'employees'> {
  community: string
  legal_representative: string
  phone: string
  industry: string
  situation: { resumption_filed: boolean | null; measures: string[] } | null
  contacts: OrganisationContact[]
  employees: Employee[]
  version: number
}

export interface Conflict {
  id: string
  kind: string
  sentence: string
  at: string
  choices: { code: string; household: string; label: string; resident: string }[]
}
