/** An organisation and its people as entered here, in the shape in which the server tells them. */
import type { Contact, ContactRole, Employee, Organisation } from '@gridward/api'
import type { ContactSaid, EmployeeAdd, OrganisationAdd, OrganisationSaid } from './documents'
import { identityOf, wordsOf } from './showing'

const NOTHING: Omit<Organisation, 'id' | 'version' | 'grid'> = {
  kind: 'other',
  name: '',
  address_text: '',
  site_id: null,
  building_id: null,
  longitude: null,
  latitude: null,
  legal_representative: '',
  phone: '',
  credit_code: '',
  credit_code_status: 'none',
  industry: '',
  trading: 'unknown',
  note: '',
  closed_on: null,
  plates: [],
  contacts: [],
  employees: [],
  situation: null,
}

export function madeOrganisation(added: OrganisationAdd, version: number): Organisation {
  const { id, grid_id, ...said } = added
  const grid = { id: grid_id, code: '', name: '' }
  return withOrganisationChange({ ...NOTHING, id, version, grid }, said)
}

/** Numbers stand in full as long as they wait here: who typed them may call them. */
export function withOrganisationChange(before: Organisation, said: OrganisationSaid): Organisation {
  const { contacts, situation, ...plain } = said
  return {
    ...before,
    ...wordsOf(plain, before),
    contacts: withContacts(before.contacts, contacts ?? {}),
    situation: situation ? { ...(before.situation ?? NOTHING_SAID), ...situation } : before.situation,
  }
}

const NOTHING_SAID = { resumption_filed: null, measures: [] }

function withContacts(before: Contact[], said: Partial<Record<ContactRole, ContactSaid>>): Contact[] {
  const roles = Object.keys(said) as ContactRole[]
  const added = roles.filter((role) => !before.some((one) => one.role === role)).map(nobody)
  return [...before, ...added].map((one) => ({ ...one, ...said[one.role] }))
}

function nobody(role: ContactRole): Contact {
  return { id: '', version: 0, role, name: '', phone: '' }
}

const NO_EMPLOYEE: Omit<Employee, 'id' | 'organisation_id' | 'version'> = {
  name: '',
  sex: 'unknown',
  age: null,
  document_kind: 'identity_card',
  document: '',
  document_missing: '',
  address_text: '',
  phone: '',
  resident_id: null,
  left_on: null,
  situation: null,
}

export function madeEmployee(added: EmployeeAdd, today: string, version: number): Employee {
  const { id, organisation_id } = added
  return withEmployeeChange({ ...NO_EMPLOYEE, id, organisation_id, version }, added, today)
}

export function withEmployeeChange(before: Employee, said: EmployeeAdd, today: string): Employee {
  const { situation, ...plain } = said
  return {
    ...before,
    ...wordsOf(plain, before),
    ...identityOf(said, today),
    situation: situation ? { ...(before.situation ?? HEALTHY), ...situation } : before.situation,
  }
}

const HEALTHY = { fever: null, key_person: '' } as const
