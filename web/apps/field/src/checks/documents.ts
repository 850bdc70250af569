/** People of pushed lists, as their work orders name them (docs/subsystems/screening.md). */
import type { CheckOutcome, PhoneOrder } from '@gridward/api'
import { isOver } from '../orders/lists'

/** What a `check.answer` says; `id` is the order's. */
export interface CheckStep {
  id: string
  outcome: CheckOutcome
  found: string
}

/** What a `check.contact` says. */
export interface CheckTry {
  id: string
  contact_id: string
  way: 'call' | 'visit'
  reached: boolean
  text: string
}

export const OUTCOMES: readonly CheckOutcome[] = [
  'confirmed',
  'ruled_out',
  'unreachable',
  'moved',
  'not_in_area',
  'transferred',
  'dead',
]
/** Outcomes that say nothing without what was found. */
export const SAYS_MORE: readonly CheckOutcome[] = ['confirmed', 'unreachable', 'not_in_area', 'transferred']
export const MOST = 500

const KINDS = ['list_check', 'list_check_urgent']
const NUMBER = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g

/** Whether an order is about somebody of a list, whose outcome is still open. */
export function isCheck(order: Pick<PhoneOrder, 'kind' | 'state'>): boolean {
  return KINDS.includes(order.kind) && !isOver(order) && order.state !== 'handled'
}

/** The numbers by which somebody is called, as the order and its notes say them, each once. */
export function numbersOf({ text, timeline }: Pick<PhoneOrder, 'text' | 'timeline'>): string[] {
  const said = [text, ...timeline.filter(({ move }) => move === 'note').map((one) => one.text)]
  return [...new Set(said.flatMap((one) => one.match(NUMBER) ?? []))]
}

export function isReady(outcome: CheckOutcome | undefined, found: string): boolean {
  return outcome !== undefined && (!SAYS_MORE.includes(outcome) || found.trim() !== '')
}
