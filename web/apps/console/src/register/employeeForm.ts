/** A line of Annex 4's employees as it is typed, and what of it goes to the server. */
import type { Employee, EmployeeIn, KeyPerson } from '@gridward/api'
import { answerOf, emptyResident, factOf, type Answer, type ResidentForm } from './residentForm'

type Documented = Pick<
  ResidentForm,
  'name' | 'sex' | 'birth_date' | 'document_kind' | 'document' | 'document_missing'
>

export interface EmployeeForm extends Documented {
  address_text: string
  phone: string
  fever: Answer
  key_person: KeyPerson
}

export function emptyEmployee(): EmployeeForm {
  const { name, sex, birth_date, document_kind, document, document_missing } = emptyResident()
  const documented = { name, sex, birth_date, document_kind, document, document_missing }
  return { ...documented, address_text: '', phone: '', fever: '', key_person: '' }
}

/** Protected values come masked and stay empty here: an empty box leaves them as they are. */
export function employeeForm(employee: Employee): EmployeeForm {
  const { name, sex, document_kind, document_missing, address_text, situation } = employee
  return {
    ...emptyEmployee(),
    ...{ name, sex, document_kind, document_missing, address_text },
    fever: answerOf(situation?.fever),
    key_person: situation?.key_person ?? '',
  }
}

export function employeeBody(form: EmployeeForm, maySituation: boolean): EmployeeIn {
  const { name, sex, birth_date, document_kind, document, document_missing, address_text, phone } = form
  return {
    ...{ name, sex, document_kind, document, document_missing, address_text, phone },
    birth_date: birth_date || null,
    situation: maySituation ? situationOf(form) : null,
  }
}

/** What an epidemic asks of an employee. */
export function situationOf({ fever, key_person }: EmployeeForm) {
  return { fever: factOf(fever), key_person }
}

export function employeeChanges(form: EmployeeForm, before: EmployeeForm, maySituation: boolean) {
  const body = employeeBody(form, maySituation)
  const old = employeeBody(before, maySituation)
  return Object.fromEntries(
    Object.entries(body).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key as keyof EmployeeIn]),
    ),
  )
}
