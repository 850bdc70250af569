import type { TracingCaseIn } from '@gridward/api'
import { emptyWhom, type Whom } from '../../register/whom'
import { today } from '../../staff/pages'

/** A case as it is typed; nothing of it is kept in the browser. */
export interface CaseForm extends Whom {
  document: string
  source: string
  paper: string
  determined: string
  began: string
  symptomatic: boolean
  isolated: string
  days: number | undefined
  reason: string
}

export function emptyCase(): CaseForm {
  return {
    ...emptyWhom(),
    document: '',
    source: '',
    paper: '',
    determined: today(),
    began: today(),
    symptomatic: true,
    isolated: '',
    days: undefined,
    reason: '',
  }
}

/** Whether everything that a case needs is there; `states` where a person says how far to look back. */
export function isWhole(form: CaseForm, states: boolean): boolean {
  const days = [form.source, form.paper, form.determined, form.began]
  const told = !states || (form.days !== undefined && !!form.reason.trim())
  return hasSomebody(form) && told && days.every((one) => !!one.trim())
}

function hasSomebody(form: CaseForm): boolean {
  if (form.whom === 'resident') return !!form.resident
  return !!form.name.trim() && !!form.grid && !!(form.phone.trim() || form.document.trim())
}

export function bodyOf(id: string, form: CaseForm, states: boolean): TracingCaseIn {
  const { source, paper, determined, began, symptomatic } = form
  return {
    id,
    source,
    paper,
    determined_on: determined,
    began_on: began,
    symptomatic,
    ...whomOf(form),
    isolated_at: form.isolated ? new Date(form.isolated).toISOString() : null,
    lookback_days: states ? form.days : null,
    lookback_reason: states ? form.reason : '',
  }
}

function whomOf({ whom, resident, grid, name, phone, document, address }: CaseForm) {
  if (whom === 'resident') return { resident_id: resident, grid_id: null, person: null }
  return { resident_id: null, grid_id: grid, person: { name, phone, document, address } }
}
