import type {
  ContactDecision,
  ContactView,
  TracedContactRow,
  TracingCaseState,
  TracingEvidenceKind,
} from '@gridward/api'

/** The tabs of a case. */
export const CASE_VIEWS = ['contacts', 'chain', 'timeline', 'gatherings'] as const
export const CONTACT_VIEWS: ContactView[] = [
  'to_decide',
  'news',
  'close',
  'secondary',
  'general',
  'none',
  'all',
]
export const DECISIONS: ContactDecision[] = ['close', 'secondary', 'general', 'none']
/** Decisions that propose a measure. */
export const PROPOSES: ContactDecision[] = ['close', 'secondary']
export const EVIDENCE_KINDS: TracingEvidenceKind[] = [
  'household',
  'dwelling',
  'shift',
  'visit',
  'organisation',
  'gate',
]

export const STATE_TAG: Record<TracingCaseState, string> = {
  open: 'gw-tag--attention',
  closed: 'gw-tag--good',
  withdrawn: 'gw-tag--quiet',
}
export const DECISION_TAG: Record<ContactDecision, string> = {
  close: 'gw-tag--bad',
  secondary: 'gw-tag--attention',
  general: '',
  none: 'gw-tag--quiet',
}

/** How long, in the largest units that fit. */
export function spanOf(minutes: number): { unit: 'days' | 'hours' | 'minutes'; count: number } {
  if (minutes >= 48 * 60) return { unit: 'days', count: Math.round(minutes / 1440) }
  if (minutes >= 120) return { unit: 'hours', count: Math.round(minutes / 60) }
  return { unit: 'minutes', count: minutes }
}

/** Whether the measure that a decision is to propose was refused, so that somebody proposes it by hand. */
export function lacksMeasure(row: TracedContactRow): boolean {
  return !row.measure_id && !!row.measure_problem
}
