/** What a move makes of an order until the server's own word has come down: never more than the server offered. */
import type { PhoneOrder, PhoneOrderMove } from '@gridward/api'
import type { OrderMove, OrderState, Step } from './documents'

type Order = Pick<
  PhoneOrder,
  'state' | 'moves' | 'dues' | 'clock' | 'late_after' | 'asked_until' | 'mine' | 'timeline'
>

const ALWAYS: readonly OrderMove[] = ['note', 'reply']
const AT_HANDLER: readonly OrderMove[] = [...ALWAYS, 'arrive', 'handle', 'ask', 'raise']

/** The state after a move, and what can still be done then. What hands an order on leaves words alone. */
const AFTER: Partial<Record<OrderMove, { state?: OrderState; still: readonly OrderMove[] }>> = {
  accept: { state: 'accepted', still: [...ALWAYS, 'reject'] },
  reject: { state: 'rejected', still: ALWAYS },
  acknowledge: { state: 'acknowledged', still: AT_HANDLER },
  arrive: { state: 'acknowledged', still: AT_HANDLER.filter((move) => move !== 'arrive') },
  ask: { still: AT_HANDLER.filter((move) => move !== 'ask') },
  handle: { state: 'handled', still: ALWAYS },
  verify: { state: 'verified', still: ALWAYS },
  reopen: { state: 'reopened', still: ALWAYS },
  close: { state: 'closed', still: ALWAYS },
  rate: { state: 'rated', still: ALWAYS },
  raise: { still: ALWAYS },
  grant: { still: ALWAYS },
  refuse: { still: ALWAYS },
}

/** Clocks that a move answers; what ends the work of who made it answers all, and is on another's desk from then on. */
const ANSWERED: Partial<Record<OrderMove, readonly string[]>> = {
  accept: [],
  ask: [],
  acknowledge: ['acknowledge'],
  arrive: ['acknowledge', 'on_scene'],
}

export function withMove(order: Order, step: Step, photos: string[], at: string): void {
  order.timeline = [...order.timeline, told(step, photos, at)]
  const after = AFTER[step.move]
  if (!after) return
  order.state = after.state ?? order.state
  order.moves = order.moves.filter(({ move }) => after.still.includes(move))
  if (step.move === 'ask') order.asked_until = step.until ?? null
  const answered = ANSWERED[step.move]
  withoutClocks(order, answered ?? Object.keys(order.dues))
  order.mine &&= answered !== undefined
}

function withoutClocks(order: Order, answered: readonly string[]): void {
  const left = Object.entries(order.dues).filter(([clock]) => !answered.includes(clock))
  const [first] = left.sort(([, one], [, other]) => Date.parse(one) - Date.parse(other))
  order.dues = Object.fromEntries(left)
  order.clock = (first?.[0] ?? null) as PhoneOrder['clock']
  order.late_after = first?.[1] ?? null
}

/** Without a name: it is the phone's owner. */
function told({ move_id, move, text, until, rating }: Step, photos: string[], at: string): PhoneOrderMove {
  const said = { ...NOTHING_TOLD, until: until ?? null, rating: rating ?? null }
  return { id: move_id, move, sentence: move, told: said, text, by: '', at, said_at: at, photos }
}

export const NOTHING_TOLD: PhoneOrderMove['told'] = {
  post: null,
  to: '',
  posts: [],
  outside: {},
  clock: null,
  number: '',
  rating: null,
  until: null,
  grid: '',
}

/** The most urgent first: the first that can be made is the large key. */
const FIRST: readonly OrderMove[] = [
  'acknowledge',
  'arrive',
  'handle',
  'verify',
  'grant',
  'accept',
  'close',
  'reply',
  'rate',
  'note',
]

/** The move of the large key, and the others. Arriving is for orders that have a clock for it. */
export function keysOf({ moves, dues }: Pick<PhoneOrder, 'moves' | 'dues'>): {
  first: OrderMove | undefined
  others: OrderMove[]
} {
  const possible = moves.map(({ move }) => move)
  const first = FIRST.find((move) => possible.includes(move) && (move !== 'arrive' || 'on_scene' in dues))
  return { first, others: possible.filter((move) => move !== first) }
}
