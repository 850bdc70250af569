/** What the screens of work orders decide by themselves; who may do what is the server's to say. */
import type { OrderMoveNow, OrderRow, OrderState } from '@gridward/api'

export const ORDER_PAGES = ['orders', 'order-board', 'order-plans']

export const VIEWS = ['todo', 'grid', 'opened'] as const
export type OrderView = (typeof VIEWS)[number]

export const ORDER_STATES: readonly OrderState[] = [
  'reported',
  'accepted',
  'dispatched',
  'acknowledged',
  'reopened',
  'handled',
  'verified',
  'closed',
  'rated',
  'rejected',
  'duplicate',
  'split',
]
const WITH_HANDLER: readonly OrderState[] = ['dispatched', 'acknowledged', 'reopened']
const GOOD: readonly OrderState[] = ['closed', 'rated', 'verified']
const OVER: readonly OrderState[] = ['rejected', 'duplicate', 'split']

/** Moves that can be made of many orders at once, with the permission each needs. */
export const TOGETHER = [
  { move: 'accept', door: 'orderDispatch' },
  { move: 'dispatch', door: 'orderDispatch' },
  { move: 'acknowledge', door: 'orderWork' },
  { move: 'verify', door: 'orderWork' },
  { move: 'close', door: 'orderDispatch' },
] as const

/** The move that leads on most directly, then the others as the server tells them; a note never leads. */
const LEADS = ['dispatch', 'acknowledge', 'arrive', 'handle', 'verify', 'close', 'grant', 'rate', 'reply']

type Timed = Pick<OrderRow, 'late_after' | 'read_at' | 'state' | 'post'>

export function stateTag(state: OrderState): string {
  if (GOOD.includes(state)) return 'gw-tag--good'
  if (OVER.includes(state)) return 'gw-tag--quiet'
  return state === 'reopened' ? 'gw-tag--attention' : ''
}

export function isLate({ late_after }: Pick<Timed, 'late_after'>, now: number): boolean {
  return late_after !== null && Date.parse(late_after) <= now
}

/** Whether the one whose work it is has not opened it yet. */
export function isUnread({ state, read_at }: Pick<Timed, 'state' | 'read_at'>): boolean {
  return WITH_HANDLER.includes(state) && read_at === null
}

export interface Span {
  unit: 'minutes' | 'hours' | 'days'
  count: number
}

/** How long it is from one instant to another, in the largest unit of which there are two or more. */
export function spanOf(milliseconds: number): Span {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (minutes < 120) return { unit: 'minutes', count: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) }
}

export function leading(moves: readonly OrderMoveNow[]): OrderMoveNow | undefined {
  return LEADS.map((name) => moves.find(({ move }) => move === name)).find(Boolean)
}

/** Orders under way that may be the same matter: those about the same first, each once, never the order itself. */
export function alike(
  about: readonly OrderRow[],
  ofKind: readonly OrderRow[],
  place: string,
  itself = '',
): OrderRow[] {
  const sameThing = new Set(about.map(({ id }) => id))
  const all = new Map([...about, ...ofKind].map((one) => [one.id, one]))
  all.delete(itself)
  const weight = (one: OrderRow) =>
    (sameThing.has(one.id) ? 2 : 0) + (place.trim() && one.place === place.trim() ? 1 : 0)
  return [...all.values()].sort((a, b) => weight(b) - weight(a) || b.opened_at.localeCompare(a.opened_at))
}
