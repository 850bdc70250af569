/** What is said with a move of an order. */
import type { PhoneOrder } from '@gridward/api'
import type { Content } from '@gridward/offline'
import { newId } from '../components/ids'
import type { OrderMove, Step } from './documents'

export interface MoveForm {
  /** Made when the form begins: giving it twice makes the move once. */
  move_id: string
  text: string
  photos: string[]
  /** As an input of a date and a time has it, by the phone's clock. */
  until: string
  rating: number
}

type Needs = PhoneOrder['moves'][number]['needs']

/** Moves whose photographs tell something. */
const PICTURED: readonly OrderMove[] = ['handle', 'note', 'verify', 'reopen', 'reply']
export const RATINGS = [1, 2, 3, 4, 5] as const

const HOUR_MS = 3_600_000

export function emptyMove(order: Pick<PhoneOrder, 'dues'>, now: Date, refused?: Content): MoveForm {
  const due = Math.max(Date.parse(order.dues.handle ?? '') || 0, now.getTime())
  return {
    move_id: newId(),
    text: String(refused?.text ?? ''),
    photos: [],
    until: localText(new Date(due + 24 * HOUR_MS)),
    rating: Number(refused?.rating ?? 5),
  }
}

export function isPictured(move: OrderMove, needs: Needs): boolean {
  return PICTURED.includes(move) || needs.includes('photo')
}

export interface Lacks {
  text: boolean
  photo: boolean
  until: boolean
}

/** What is missing; photographs of a refused move go along with it. */
export function lacksOf(
  form: MoveForm,
  needs: Needs,
  due: string | undefined,
  kept: number,
  now: Date,
): Lacks {
  const earliest = Math.max(Date.parse(due ?? '') || 0, now.getTime())
  return {
    text: needs.includes('text') && !form.text.trim(),
    photo: needs.includes('photo') && !form.photos.length && !kept,
    until: needs.includes('until') && !(Date.parse(form.until) > earliest),
  }
}

export function isWhole({ text, photo, until }: Lacks): boolean {
  return !text && !photo && !until
}

export function stepOf(form: MoveForm, order: PhoneOrder, move: OrderMove, needs: Needs): Step {
  return {
    id: order.id,
    move_id: form.move_id,
    move,
    version: order.version,
    text: form.text.trim(),
    ...(needs.includes('until') && { until: new Date(form.until).toISOString() }),
    ...(needs.includes('rating') && { rating: form.rating }),
  }
}

/** 2026-03-02T18:00, by the phone's clock. */
function localText(at: Date): string {
  const pad = (number: number) => String(number).padStart(2, '0')
  const day = [at.getFullYear(), pad(at.getMonth() + 1), pad(at.getDate())].join('-')
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}
