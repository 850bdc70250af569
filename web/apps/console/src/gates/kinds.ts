import type {
  CodeKind,
  CodeResult,
  Direction,
  GateDecision,
  GateStanding,
  PassageSubject,
  PassKind,
  PassState,
  Verdict,
} from '@gridward/api'

/** The pages of gates, in the order of their tabs. */
export const GATE_PAGES = ['gates', 'passes', 'passages', 'watch', 'missing', 'siting']

export const DIRECTIONS: Direction[] = ['in', 'out']
export const SUBJECTS: PassageSubject[] = ['resident', 'visitor', 'helper', 'delivery', 'vehicle', 'unknown']
export const STANDINGS: GateStanding[] = ['free', 'stays_home', 'watched']
export const CODE_KINDS: CodeKind[] = ['health', 'itinerary', 'test', 'vaccination']
/** What each kind of code can say. */
export const RESULTS: Record<CodeKind, CodeResult[]> = {
  health: ['green', 'yellow', 'red', 'unclear'],
  itinerary: ['green', 'starred', 'unclear'],
  test: ['negative', 'pending', 'retest', 'positive', 'unclear'],
  vaccination: ['done', 'partly', 'none', 'unclear'],
}
export const PASS_KINDS: PassKind[] = ['resident', 'vehicle', 'helper', 'delivery', 'visitor']
export const PASS_STATES: PassState[] = [
  'valid',
  'not_yet',
  'expired',
  'revoked',
  'replaced',
  'other_gate',
  'used',
  'forged',
]

export const STATE_TAG: Record<PassState, string> = {
  valid: 'gw-tag--good',
  not_yet: 'gw-tag--attention',
  expired: 'gw-tag--quiet',
  revoked: 'gw-tag--bad',
  replaced: 'gw-tag--bad',
  other_gate: 'gw-tag--attention',
  used: 'gw-tag--quiet',
  forged: 'gw-tag--bad',
}

export const VERDICT_TAG: Record<Verdict, string> = {
  pass: 'gw-tag--good',
  ask: 'gw-tag--attention',
  hold: 'gw-tag--bad',
}

export const DECISIONS: GateDecision[] = ['passed', 'turned_back', 'held', 'emergency']
export const DECISION_TAG: Record<GateDecision, string> = {
  passed: 'gw-tag--good',
  turned_back: 'gw-tag--attention',
  held: 'gw-tag--bad',
  emergency: 'gw-tag--attention',
}
