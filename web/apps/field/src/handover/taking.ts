/** What whoever takes over looks at before signing: from a scanned code, from the server, or nothing but the code. */
import type { Shown } from './codes'
import { COUNTED, type GivenCounts, type GateHandover, type Health, type KitFound } from './documents'

export interface Seen {
  code: string
  by: 'scan' | 'code' | 'list'
  digest: string
  name: string
  at: string
  counts?: GivenCounts
  kit: KitFound[]
  keys?: number
  health?: Health
  healthWord: string
  /** What was written, where it is known; otherwise how many there are. */
  matters: string[]
  mattersCount: number
  ordersCount: number
  /** The work orders by title and number, where they are known. */
  orders: string[]
  /** The server was asked and has heard of no such handover: perhaps the other phone has no signal, perhaps a slip. */
  isUnheard?: boolean
  remarks: string
}

export function seenByScan(shown: Shown): Seen {
  const { code, digest, name, kit, keys, health, matters, orders } = shown
  return {
    ...{
      code,
      digest,
      name,
      kit,
      keys,
      health,
      by: 'scan',
      healthWord: '',
      remarks: '',
      matters: [],
      orders: [],
    },
    at: new Date(shown.at * 1000).toISOString(),
    counts: Object.fromEntries(COUNTED.map((one, at) => [one, shown.counts[at] ?? 0])) as GivenCounts,
    mattersCount: matters,
    ordersCount: orders,
  }
}

export function seenOnServer(row: GateHandover): Seen {
  const { code, digest, at, keys, health, matters, remarks } = row
  return {
    ...{ code, digest, at, keys, health, matters, remarks, by: 'list' as const },
    name: row.given_by,
    counts: row.counts as GivenCounts,
    kit: row.kit
      .filter(({ expected, found }) => expected !== found)
      .map((one) => ({ ...one, word: one.word ?? '' })),
    healthWord: row.health_word,
    mattersCount: matters.length,
    orders: row.orders.map(({ title, number }) => `${title} ${number}`),
    ordersCount: row.orders.length + row.orders_out_of_sight,
  }
}

export function seenByCode(code: string): Seen {
  const nothing = { name: '', at: '', kit: [], healthWord: '', matters: [], orders: [], remarks: '' }
  return { ...nothing, code, by: 'code', digest: '', mattersCount: 0, ordersCount: 0 }
}
