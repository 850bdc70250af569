/** Commands about organisations and who works there. */
import type { Employee, Organisation } from '@gridward/api'
import type { Content, Draft, KindOfCommand, Kinds } from '@gridward/offline'
import { dayOf } from '../components/days'
import { FIRST_VERSION, isReached, said, type Answer } from './commandParts'
import type {
  EmployeeAdd,
  EmployeeChange,
  EmployeeLeave,
  OrganisationAdd,
  OrganisationChange,
} from './documents'
import { madeEmployee, madeOrganisation, withEmployeeChange, withOrganisationChange } from './showingWork'

const organisationAdd: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content) {
    const added = said<OrganisationAdd>(content)
    if (view.get(added.id)) return
    view.add(added.grid_id, 'organisation', { ...madeOrganisation(added, FIRST_VERSION) })
  },
  settled: (view, { id }, answer) => isReached(view.get(id)?.document.version, answer),
}

const organisationChange: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content) {
    const shown = view.edit<Organisation>(content.id)
    if (shown) Object.assign(shown, withOrganisationChange(shown, said<OrganisationChange>(content)))
  },
  settled(view, { id }, answer) {
    const shown = view.get(id)
    return !shown || isReached(shown.document.version, answer)
  },
}

const employeeAdd: KindOfCommand = {
  about: aboutOrganisation,
  apply(view, content, at) {
    const added = said<EmployeeAdd>(content)
    const shown = view.edit<Organisation>(added.organisation_id)
    if (!shown || employeeOf(shown, added.id)) return
    shown.employees.push(madeEmployee(added, dayOf(new Date(at)), FIRST_VERSION))
  },
  settled: (view, content, answer) => isReached(shownEmployee(view, content)?.version, answer),
}

const employeeChange: KindOfCommand = {
  about: aboutOrganisation,
  apply(view, content, at) {
    const change = said<EmployeeChange>(content)
    const employee = employeeOf(view.edit<Organisation>(change.organisation_id), change.id)
    if (employee) Object.assign(employee, withEmployeeChange(employee, change, dayOf(new Date(at))))
  },
  settled: goneOrReached,
}

const employeeLeave: KindOfCommand = {
  about: aboutOrganisation,
  apply(view, content) {
    const shown = view.edit<Organisation>(said<EmployeeLeave>(content).organisation_id)
    if (shown) shown.employees = shown.employees.filter(({ id }) => id !== content.id)
  },
  settled: goneOrReached,
}

export const organisationKinds: Kinds = {
  'organisation.add': organisationAdd,
  'organisation.change': organisationChange,
  'employee.add': employeeAdd,
  'employee.change': employeeChange,
  'employee.leave': employeeLeave,
}

function aboutOrganisation(content: Content): string[] {
  return [said<EmployeeAdd>(content).organisation_id]
}

function goneOrReached(view: Draft, content: Content, answer: Answer): boolean {
  const employee = shownEmployee(view, content)
  return !employee || isReached(employee.version, answer)
}

function shownEmployee(view: Draft, content: Content): Employee | undefined {
  const shown = view.get(said<EmployeeAdd>(content).organisation_id)?.document
  return employeeOf(shown as Organisation | undefined, content.id)
}

function employeeOf(organisation: Organisation | undefined, id: string): Employee | undefined {
  return organisation?.employees.find((one) => one.id === id)
}
