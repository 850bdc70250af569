import type {
  CarePlan,
  CarePlanIn,
  CareUnit,
  CareWay,
  ConsentBy,
  ConsentWay,
  NeedKind,
  Post,
} from '@gridward/api'
import { newId } from '../rounds/ids'
import { today } from '../staff/pages'

export interface PlanForm {
  every: number
  unit: CareUnit
  way: CareWay
  post: Post
  next_on: string
  ends_on: string
  note: string
}

export interface NewPlanForm extends PlanForm {
  id: string
  resident: string
  kind: string
  consent_by: ConsentBy
  consent_way: ConsentWay
  consent_on: string
  agreed: string
}

/** The whole household, where no resident is chosen. */
export const ALL_OF_IT = 'household'

export function emptyPlan(): NewPlanForm {
  return {
    ...{ id: newId(), resident: ALL_OF_IT, kind: '', agreed: '', note: '' },
    ...{ consent_by: 'oneself', consent_way: 'spoken', consent_on: today() },
    ...{ every: 1, unit: 'week', way: 'telephone', post: 'grid_manager', next_on: '', ends_on: '' },
  }
}

/** What a kind proposes; days are left to the server, which knows days off. */
export function proposedBy({ every, unit, way }: NeedKind): Partial<PlanForm> {
  return { every, unit, way, next_on: '', ends_on: '' }
}

/** Whether who agreed has to be named: it is not the resident itself. */
export function needsName({ resident, consent_by }: NewPlanForm): boolean {
  return resident === ALL_OF_IT || consent_by !== 'oneself'
}

export function planOf(form: NewPlanForm, household: string): CarePlanIn {
  const { id, kind, consent_by, consent_way, consent_on, every, unit, way, post } = form
  return {
    ...{ id, kind, consent_by, consent_way, consent_on, every, unit, way, post },
    household_id: household,
    resident_id: form.resident === ALL_OF_IT ? null : form.resident,
    agreed: needsName(form) ? form.agreed.trim() : '',
    note: form.note.trim(),
    next_on: form.next_on || null,
    ends_on: form.ends_on || null,
  }
}

export function formOf(plan: CarePlan): PlanForm {
  const { every, unit, way, post, next_on, ends_on, note } = plan
  return { every, unit, way, post, next_on, ends_on, note }
}
