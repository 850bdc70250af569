import type { KeeperShift, KeptGate } from '../../src/handover/documents'

export const GATE = '01a20000-0000-7000-8000-00000000000a'
export const KEY = '0f'.repeat(32)

export function shift(id: string, begins_at: string, ends_at: string, mine: boolean): KeeperShift {
  return {
    id,
    member_id: mine ? 'me' : 'other',
    name: mine ? '罗安佳' : '章小满',
    mine,
    role: 'keeper',
    begins_at,
    ends_at,
  }
}

export function gate(more: Partial<KeptGate> = {}): KeptGate {
  return {
    ...{ id: GATE, name: '东门', place: '', key: KEY, opens_at: null, closes_at: null },
    grid: { id: 'grid', code: '360103005002001', name: '第一网格' },
    kit: [{ name: '额温枪', count: 2 }],
    ...{ shifts: [], waiting: [], last: null, orders: [] },
    ...more,
  }
}
