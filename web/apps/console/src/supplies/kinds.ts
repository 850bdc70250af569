import type {
  DifferenceCause,
  ShelfLife,
  StockMove,
  StoreLevel,
  SupplyCategory,
  SupplyState,
  SupplyStepKind,
} from '@gridward/api'

/** The pages of supplies, in the order of their tabs. */
export const SUPPLY_PAGES = ['supplies', 'supply-requests', 'supply-articles']

export const CATEGORIES: SupplyCategory[] = [
  'protection',
  'disinfection',
  'testing',
  'medicine',
  'food',
  'equipment',
  'other',
]
export const LEVELS: StoreLevel[] = ['street', 'community', 'grid']
export const STATES: SupplyState[] = [
  'asked',
  'granted',
  'on_the_way',
  'received',
  'differs',
  'explained',
  'settled',
  'refused',
  'withdrawn',
  'cancelled',
]
export const CAUSES: DifferenceCause[] = ['lost', 'damaged', 'returned', 'miscounted']
/** Movements that a keeper enters by hand. */
export const ENTERED: StockMove[] = ['receive', 'use', 'spoil']
/** Steps that say no more than a text. */
export const IN_WORDS: SupplyStepKind[] = ['refuse', 'withdraw', 'cancel', 'accept', 'object']
/** Steps whose text may be left out. */
export const WORDLESS: SupplyStepKind[] = ['accept']

export const STATE_TAG: Record<SupplyState, string> = {
  asked: 'gw-tag--attention',
  granted: 'gw-tag--attention',
  on_the_way: 'gw-tag--attention',
  received: 'gw-tag--good',
  differs: 'gw-tag--bad',
  explained: 'gw-tag--attention',
  settled: 'gw-tag--good',
  refused: 'gw-tag--quiet',
  withdrawn: 'gw-tag--quiet',
  cancelled: 'gw-tag--quiet',
}
export const LIFE_TAG: Record<ShelfLife, string> = {
  good: '',
  expiring: 'gw-tag--attention',
  expired: 'gw-tag--bad',
}

/** A whole number of at least `least`, or undefined for anything else that was typed. */
export function wholeOf(text: string, least = 1): number | undefined {
  const value = Number(text)
  return text.trim() && Number.isInteger(value) && value >= least ? value : undefined
}
