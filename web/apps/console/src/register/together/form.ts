/** What one change sets, as it is typed and as it goes to the server. */
import type { Away, HouseholdState, Tenure } from '@gridward/api'
import { factOf, type Answer } from '../residentForm'
import type { RowKind } from './send'

export type TogetherField =
  'tenure' | 'state' | 'note' | 'grid' | 'employer' | 'tested' | 'from_key_area' | 'away'

export interface TogetherForm {
  ticked: Partial<Record<TogetherField, boolean>>
  tenure: Tenure
  state: HouseholdState
  note: string
  grid: string
  employer: string
  tested: Answer
  from_key_area: Answer
  away: Away
}

export const FIELDS_OF: Record<RowKind, TogetherField[]> = {
  households: ['tenure', 'state', 'note', 'grid'],
  residents: ['employer', 'note', 'tested', 'from_key_area', 'away'],
}

export function emptyForm(): TogetherForm {
  return {
    ticked: {},
    tenure: 'owner',
    state: 'living',
    note: '',
    grid: '',
    employer: '',
    tested: 'yes',
    from_key_area: 'yes',
    away: 'none',
  }
}

/** Only the ticked fields; a grid that is not chosen yet is none. */
export function setOf(kind: RowKind, form: TogetherForm): Record<string, unknown> {
  const wanted = FIELDS_OF[kind].filter((field) => form.ticked[field])
  return Object.fromEntries(wanted.flatMap((field) => entryOf(field, form)))
}

function entryOf(field: TogetherField, form: TogetherForm): [string, unknown][] {
  if (field === 'grid') return form.grid ? [['grid_id', form.grid]] : []
  if (field === 'tested' || field === 'from_key_area') return [[field, factOf(form[field])]]
  return [[field, form[field]]]
}
