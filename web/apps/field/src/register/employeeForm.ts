/** A line of 从业人员信息 (Annex 4) as typed, what is wrong with it, and what of it is said to the server. */
import type { Employee, EmployeeIn, KeyPerson } from '@gridward/api'
import {
  bodyOfPerson,
  differing,
  emptyPerson,
  knownPerson,
  withoutTold,
  wrongSinglePhone,
  wrongsOfPerson,
  type PersonForm,
  type WrongsOf,
} from './personForm'

export interface HealthForm {
  fever: boolean | null
  key_person: KeyPerson
}

export interface EmployeeForm extends PersonForm {
  phone: string
  address_text: string
  situation: HealthForm
}

export type EmployeeWrongs = WrongsOf<EmployeeForm>

export function emptyEmployee(): EmployeeForm {
  return { ...emptyPerson(), phone: '', address_text: '', situation: { fever: null, key_person: '' } }
}

export function employeeForm(employee: Employee): EmployeeForm {
  const { address_text, situation } = employee
  const empty = emptyEmployee()
  return { ...empty, ...knownPerson(employee), address_text, situation: { ...empty.situation, ...situation } }
}

export function wrongsOfEmployee(form: EmployeeForm, today: string): EmployeeWrongs {
  const phone = wrongSinglePhone(form.phone)
  return { ...wrongsOfPerson(form, today), ...(phone ? { phone } : {}) }
}

function bodyOf(form: EmployeeForm): EmployeeIn {
  const { phone, address_text, situation } = form
  return { ...bodyOfPerson(form), phone: phone.trim(), address_text: address_text.trim(), situation }
}

/** For a new person: without what nobody has said. */
export function employeeEntry(form: EmployeeForm, today: string): EmployeeIn {
  return differing(bodyOf(withoutTold(form, today)), bodyOf(emptyEmployee()))
}

export function employeeChanges(form: EmployeeForm, before: EmployeeForm): EmployeeIn {
  return differing(bodyOf(form), bodyOf(before))
}
