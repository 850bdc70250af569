/** Work orders as the phone keeps them, and what its owner says of them (docs/subsystems/workorders.md). */
import type { PhoneOrder, PhoneOrderKind } from '@gridward/api'

export type OrderState = PhoneOrder['state']
export type OrderMove = PhoneOrder['moves'][number]['move']
export type Texts = Record<string, string>

/** What an `order.open` says; `version` is that of the kind. */
export interface Report {
  id: string
  kind: string
  version: number
  grid_id: string
  place: string
  text: string
  answers: Record<string, unknown>
  links: Record<string, string>
}

/** What an `order.move` says; `version` is that of the order, as it was last pulled. */
export interface Step {
  id: string
  move_id: string
  move: OrderMove
  version: number
  text: string
  until?: string
  rating?: number
}

/** The longest texts that the server takes. */
export const MOST = { text: 2000, place: 200 }

/** What a report may name on a phone: a complaint about somebody's conduct is written at a desk. */
const NAMED = ['household', 'organisation']

/** The kinds that can be reported today: of each the last version that has begun. */
export function kindsOn(day: string, kinds: readonly PhoneOrderKind[]): PhoneOrderKind[] {
  const begun = kinds.filter(({ valid_from }) => valid_from <= day)
  const last = new Map(begun.map((one) => [one.code, one]))
  for (const one of begun) if (one.version > (last.get(one.code)?.version ?? 0)) last.set(one.code, one)
  return [...last.values()].filter(({ links }) =>
    Object.entries(links).every(([link, must]) => !must || NAMED.includes(link)),
  )
}
