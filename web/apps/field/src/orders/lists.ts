/** Lists of orders: what is late first, then what is due first, then what came last. */
import type { PhoneOrder } from '@gridward/api'

const OVER: readonly PhoneOrder['state'][] = ['rejected', 'duplicate', 'split', 'closed', 'rated']

export function isOver({ state }: Pick<PhoneOrder, 'state'>): boolean {
  return OVER.includes(state)
}

export function isLate({ late_after }: Pick<PhoneOrder, 'late_after'>, now: Date): boolean {
  return late_after !== null && Date.parse(late_after) <= now.getTime()
}

/** Those on a desk of the phone's owner. */
export function todo(orders: readonly PhoneOrder[]): PhoneOrder[] {
  return orders.filter(({ mine }) => mine).sort(byDue)
}

/** Those under way before those that are over. */
export function everything(orders: readonly PhoneOrder[]): PhoneOrder[] {
  return [...orders].sort((one, other) => Number(isOver(one)) - Number(isOver(other)) || byDue(one, other))
}

function byDue(one: PhoneOrder, other: PhoneOrder): number {
  const [due, others] = [dueAt(one), dueAt(other)]
  return due === others ? Date.parse(other.opened_at) - Date.parse(one.opened_at) : due - others
}

function dueAt({ late_after }: PhoneOrder): number {
  return late_after === null ? Infinity : Date.parse(late_after)
}

/** A span in the largest unit that still says something: minutes, hours, days. */
export function spanOf(milliseconds: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / 60_000))
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  const hours = Math.round(minutes / 60)
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.round(hours / 24) }
}

/** Two clocks that say the same are one. */
const SAME_MS = 2 * 60_000

export function differ(one: string | null, other: string): boolean {
  return one !== null && Math.abs(Date.parse(one) - Date.parse(other)) > SAME_MS
}
