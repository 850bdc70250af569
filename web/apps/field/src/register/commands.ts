/** How commands of the register show before the server has heard of them, and where a refused one is mended. */
import type { Given, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'
import { said } from './commandParts'
import type { EmployeeChange, ResidentChange } from './documents'
import { householdKinds } from './householdCommands'
import { organisationKinds } from './organisationCommands'

export const kinds: Kinds = { ...householdKinds, ...organisationKinds }

/** The forms of refused commands; the others are given again as they were, or put aside. */
export const edits: Record<string, (given: Given) => RouteLocationRaw> = {
  'household.change': (given) => form(given, 'household-edit', { id: given.content.id }),
  'resident.add': (given) => form(given, 'resident-new', { id: home(given) }),
  'resident.change': (given) => form(given, 'resident-edit', { id: home(given), resident: given.content.id }),
  'organisation.add': (given) => form(given, 'organisation-new', {}),
  'organisation.change': (given) => form(given, 'organisation-edit', { id: given.content.id }),
  'employee.add': (given) => form(given, 'employee-new', { id: work(given) }),
  'employee.change': (given) => form(given, 'employee-edit', { id: work(given), employee: given.content.id }),
}

function form({ id }: Given, name: string, params: Record<string, string>): RouteLocationRaw {
  return { name, params, query: { again: id } }
}

function home({ content }: Given): string {
  return said<ResidentChange>(content).household_id
}

function work({ content }: Given): string {
  return said<EmployeeChange>(content).organisation_id
}
