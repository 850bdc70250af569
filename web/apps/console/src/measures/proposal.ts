import type { ControlKind, MeasureIn, MeasureOrigin, MeasurePreview, PersonCategory } from '@gridward/api'
import { emptyWhom, type Whom } from '../register/whom'
import { newId } from '../rounds/ids'
import { today } from '../staff/pages'

/** A proposal as it is typed; days are `YYYY-MM-DD`, what is not said is empty. */
export interface Proposal extends Whom {
  id: string
  document: string
  birth: string
  adult: boolean
  guardian: { name: string; phone: string; relation: string }
  category: PersonCategory
  origin: MeasureOrigin
  determined: string
  counted: string
  evidence: string
  authority: string
  paper: string
  place: string
  necessity: string
  kind: ControlKind | ''
  ends: string
  reason: string
  tests: string[]
}

export function emptyProposal(): Proposal {
  const day = today()
  return {
    id: newId(),
    ...emptyWhom(),
    ...{ document: '', birth: '' },
    adult: false,
    guardian: { name: '', phone: '', relation: '' },
    category: 'close_contact',
    origin: 'pushed',
    determined: day,
    counted: day,
    ...{ evidence: '', authority: '', paper: '', place: '', necessity: '' },
    ...{ kind: '', ends: '', reason: '', tests: [] },
  }
}

/** Whether a person must state kind and last day: the books do not. */
export function mustState(form: Proposal, preview: MeasurePreview | undefined): boolean {
  return !!preview && preview.ends === null && !isAtOnce(form.kind)
}

export function isAtOnce(kind: string): boolean {
  return kind === 'on_scene_hold' || kind === 'closed_transfer'
}

export function isReady(form: Proposal, preview: MeasurePreview | undefined): boolean {
  return isNamed(form) && isStated(form, preview) && !!form.evidence.trim() && !!preview?.responds
}

function isNamed({ whom, resident, grid, name, phone }: Proposal): boolean {
  return whom === 'resident' ? !!resident : !!(grid && name.trim() && phone.trim())
}

function isStated(form: Proposal, preview: MeasurePreview | undefined): boolean {
  return !mustState(form, preview) || !!(form.kind && form.ends && form.reason.trim())
}

export function bodyOf(form: Proposal): MeasureIn {
  const registered = form.whom === 'resident'
  const { id, category, origin, evidence, authority, paper, place, necessity, adult, guardian } = form
  const { name, phone, document, birth, address } = form
  return {
    ...{ id, category, origin, evidence, authority, paper, place, necessity, adult, guardian },
    determined_on: form.determined,
    counted_from: form.counted,
    resident_id: registered ? form.resident : null,
    grid_id: registered ? null : form.grid,
    person: registered
      ? null
      : { name, phone, document, document_kind: 'identity_card', birth_date: birth || null, address },
    wanted: { kind: form.kind || null, ends: form.ends || null, reason: form.reason, tests: form.tests },
  }
}
