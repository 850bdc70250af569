/** A pass as it is asked for, and what is sent of it. */
import type { PassAsked, PassKind } from '@gridward/api'

export interface PassForm {
  kind: PassKind
  name: string
  phone: string
  plate: string
  begins_on: string
  days: number
  reason: string
}

export const ASKED_KINDS: readonly PassKind[] = ['visitor', 'vehicle', 'resident']
export const MOST_DAYS = 31

/** The day by the street's clock, as `YYYY-MM-DD`. */
export function dayAt(instant: Date): string {
  return instant.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

export function emptyPass(now: Date): PassForm {
  const words = { name: '', phone: '', plate: '', reason: '' }
  return { kind: 'visitor', ...words, begins_on: dayAt(now), days: 1 }
}

/** The form as the server takes it: a resident's pass has no plate. */
export function bodyOf(form: PassForm, token: string, id: string): PassAsked {
  return { ...form, token, id, plate: form.kind === 'resident' ? '' : form.plate }
}
