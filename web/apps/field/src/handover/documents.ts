/** What is given and taken, as the server takes it (`work/handovers/schemas.py`). */
export type { GateHandover, KeeperShift, KeptGate, KeptGates } from '@gridward/api'

export const COUNTED = ['in', 'out', 'turned_back', 'held', 'emergency'] as const
export type Counted = (typeof COUNTED)[number]
export type GivenCounts = Record<Counted, number>

export const HEALTH = ['good', 'attention', 'trouble'] as const
export type Health = (typeof HEALTH)[number]
export const KINDS = ['shift', 'opening', 'closing'] as const
export type HandoverKind = (typeof KINDS)[number]

export interface KitFound {
  name: string
  expected: number
  found: number
  word: string
}

export interface Give {
  id: string
  gate_id: string
  code: string
  kind: HandoverKind
  at: string
  since: string | null
  counts: GivenCounts
  kit: KitFound[]
  keys: number
  matters: string[]
  orders: string[]
  health: Health
  health_word: string
  remarks: string
  word: string
  signature: string
  /** The gate's, for the sentence of the outbox; the server does not ask for it. */
  name: string
}

export interface Take {
  id: string
  gate_id: string
  code: string
  at: string
  answer: 'confirm' | 'question'
  by: 'scan' | 'code' | 'list'
  digest: string
  word: string
  signature: string
  name: string
}
