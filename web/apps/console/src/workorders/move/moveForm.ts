/** What somebody says with a move, as it is typed, and as the server takes it. */
import type { Order, OrderMoveIn, OrderMoveNow, OrderNeed, Post } from '@gridward/api'
import { newId } from '../../rounds/ids'

export interface PartForm {
  id: string
  text: string
  to: string
}

export interface MoveForm {
  /** The move that is being made; empty where none was chosen. */
  move: string
  /** The id under which it is made once, however often it is sent. */
  id: string
  text: string
  photos: string[]
  /** `post` or `post/member`; empty: whoever the kind names. */
  to: string
  /** As `YYYY-MM-DD HH:mm`, on the street's clock. */
  until: string
  rating: number
  other: string
  parts: PartForm[]
}

const GIVES: readonly string[] = ['dispatch', 'reassign']
const LEAST_PARTS = 2
const STREET_OFFSET = '+08:00'

export function emptyPart(): PartForm {
  return { id: newId(), text: '', to: '' }
}

export function emptyMove(): MoveForm {
  const parts = [emptyPart(), emptyPart()]
  return { move: '', id: newId(), text: '', photos: [], to: '', until: '', rating: 0, other: '', parts }
}

/** Whether a move gives the order to somebody. */
export function gives({ move }: Pick<OrderMoveNow, 'move'>): boolean {
  return GIVES.includes(move)
}

/** What a move still lacks before it can be sent. */
export function lacking(form: MoveForm, needs: readonly OrderNeed[]): OrderNeed[] {
  const said: Record<OrderNeed, boolean> = {
    text: !!form.text.trim(),
    photo: form.photos.length > 0,
    until: !!form.until,
    rating: form.rating > 0,
    other: !!form.other,
    parts: filled(form).length >= LEAST_PARTS,
  }
  return needs.filter((need) => !said[need])
}

/** The move as the server takes it; of what it does not need only text and photographs go along. */
export function bodyOf(form: MoveForm, { move, needs }: OrderMoveNow, version: number): OrderMoveIn {
  const [post, member_id] = gives({ move }) ? receiver(form.to) : [undefined, undefined]
  return {
    id: form.id,
    move,
    version,
    text: form.text.trim(),
    photos: form.photos,
    post,
    member_id,
    until: needs.includes('until') ? `${form.until.replace(' ', 'T')}:00${STREET_OFFSET}` : undefined,
    rating: needs.includes('rating') ? form.rating : undefined,
    other_id: needs.includes('other') ? form.other : undefined,
    parts: needs.includes('parts') ? filled(form).map(partOf) : [],
  }
}

function filled({ parts }: MoveForm): PartForm[] {
  return parts.filter(({ text }) => text.trim())
}

function partOf({ id, text, to }: PartForm) {
  const [post, member_id] = receiver(to)
  return { id, text: text.trim(), post, member_id }
}

function receiver(to: string): [post: Post | undefined, member: string | undefined] {
  const [post, member] = to.split('/')
  return [(post || undefined) as Post | undefined, member]
}

/** The move that a form is for, if it can still be made. */
export function moveOf(form: MoveForm, { moves }: Pick<Order, 'moves'>): OrderMoveNow | undefined {
  return moves.find(({ move }) => move === form.move)
}
