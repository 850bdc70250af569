import type { EntryKind, WatchEntryIn, WatchRowsIn, WatchStanding } from '@gridward/api'
import { newId } from '../../rounds/ids'
import { today } from '../../staff/pages'
import { endOf } from '../passes/passForm'

/** Whom an entry is of: a number that is typed, or a resident of the register. */
export type Whom = 'number' | 'resident'

/** What one entry and many share: what gates are told, on what it rests, and until which day (`YYYY-MM-DD`). */
export interface Grounds {
  grid: string
  standing: WatchStanding
  source: string
  why: string
  appeal: string
  last: string
}

export interface WatchForm extends Grounds {
  id: string
  whom: Whom
  kind: EntryKind
  value: string
  name: string
  resident: string
}

export interface RowsForm extends Grounds {
  text: string
}

export const STANDINGS: WatchStanding[] = ['watched', 'stays_home']
export const KINDS: EntryKind[] = ['identity', 'phone', 'plate']
const DAY_MS = 86_400_000

/** An entry made today lasts two weeks where nothing else is said. */
function emptyGrounds(grid: string, appeal: string): Grounds {
  const last = new Date(Date.parse(`${today()}T00:00:00Z`) + 14 * DAY_MS).toISOString().slice(0, 10)
  return { grid, standing: 'watched', source: '', why: '', appeal, last }
}

export function emptyEntry(grid: string, appeal: string): WatchForm {
  const nobody = { kind: 'identity' as const, value: '', name: '', resident: '' }
  return { ...emptyGrounds(grid, appeal), id: newId(), whom: 'number', ...nobody }
}

export function emptyRows(grid: string, appeal: string): RowsForm {
  return { ...emptyGrounds(grid, appeal), text: '' }
}

export function hasGrounds({ grid, source, why, last }: Grounds): boolean {
  return !!(grid && source.trim() && why.trim() && last)
}

export function isReady(form: WatchForm): boolean {
  return hasGrounds(form) && !!(form.whom === 'resident' ? form.resident : form.value.trim())
}

function groundsOf(form: Grounds) {
  const { grid, standing, last } = form
  const words = { source: form.source.trim(), why: form.why.trim(), appeal: form.appeal.trim() }
  return { grid_id: grid, standing, ends: endOf(last), ...words }
}

export function bodyOf(form: WatchForm): WatchEntryIn {
  const numbered = form.whom === 'number'
  return {
    ...groundsOf(form),
    id: form.id,
    kind: numbered ? form.kind : null,
    value: numbered ? form.value.trim() : '',
    name: numbered ? form.name.trim() : '',
    resident_id: numbered ? null : form.resident,
  }
}

export function rowsOf(form: RowsForm): WatchRowsIn {
  return { ...groundsOf(form), text: form.text }
}
