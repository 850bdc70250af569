import type { PassIn, PassKind } from '@gridward/api'
import { newId } from '../../rounds/ids'
import { today } from '../../staff/pages'

/** Who holds a pass: somebody of the register, a unit of it, or somebody who is named. */
export type Holder = 'resident' | 'unit' | 'named'

export interface PassForm {
  id: string
  kind: PassKind
  holder: Holder
  grid: string
  resident: string
  unit: string
  name: string
  phone: string
  plate: string
  /** `YYYY-MM-DD`; a pass begins with its first day, today at once, and ends with its last. */
  first: string
  last: string
  gates: string[]
  reason: string
  once: boolean
}

export type Span = 'today' | 'week' | 'month' | 'year'
export const SPANS: Span[] = ['today', 'week', 'month', 'year']

const DAYS: Record<Exclude<Span, 'year'>, number> = { today: 1, week: 7, month: 30 }
const DAY_MS = 86_400_000

export function emptyPass(grid = ''): PassForm {
  const first = today()
  return {
    ...{ id: newId(), kind: 'resident', holder: 'resident', grid, resident: '', unit: '' },
    ...{ name: '', phone: '', plate: '', first, last: lastOf('month', first) },
    ...{ gates: [], reason: '', once: false },
  }
}

/** The last day of a span that begins on a day; the first day counts. */
export function lastOf(span: Span, first: string): string {
  if (span === 'year') return `${first.slice(0, 4)}-12-31`
  const last = Date.parse(`${first}T00:00:00Z`) + (DAYS[span] - 1) * DAY_MS
  return new Date(last).toISOString().slice(0, 10)
}

/** The span that two days make, if it is one of those to choose from. */
export function spanOf(first: string, last: string): Span | undefined {
  return SPANS.find((one) => lastOf(one, first) === last)
}

/** The end of a last day, on the street's clock. */
export function endOf(last: string): string {
  return `${last}T23:59:00+08:00`
}

/** A pass of a resident has a resident, whatever was chosen before. */
export function holderOf({ kind, holder }: PassForm): Holder {
  return kind === 'resident' ? 'resident' : holder
}

export function isReady(form: PassForm): boolean {
  const held = { resident: form.resident, unit: form.unit, named: form.name.trim() }[holderOf(form)]
  const plated = form.kind !== 'vehicle' || !!form.plate.trim()
  return !!held && plated && !!form.grid && !!form.first && !!form.last && !!form.reason.trim()
}

export function bodyOf(form: PassForm, now: Date): PassIn {
  const holder = holderOf(form)
  const named = holder === 'named'
  return {
    ...{ id: form.id, kind: form.kind, grid_id: form.grid, gates: form.gates, once: form.once },
    begins: form.first === today() ? now.toISOString() : `${form.first}T00:00:00+08:00`,
    ends: endOf(form.last),
    reason: form.reason.trim(),
    resident_id: holder === 'resident' ? form.resident : null,
    organisation_id: holder === 'unit' ? form.unit : null,
    holder_name: named ? form.name.trim() : '',
    holder_phone: named ? form.phone.trim() : '',
    plate: form.kind === 'resident' ? '' : form.plate.trim(),
  }
}
