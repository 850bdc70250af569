import type { ContactDecision, TracingEvidenceKind } from '@gridward/api'

/** Colours of drawings: told apart also by whoever sees no red from green, and never the only sign. */
export const CASE_COLOUR = '#a3171b'
export const UNDECIDED = '#8b98a5'
export const INK = '#26323b'
export const LINE = '#b7c1c9'
export const DECISION_COLOUR: Record<ContactDecision, string> = {
  close: '#e07a1f',
  secondary: '#f0b93a',
  general: '#3f7fb5',
  none: '#c9d1d8',
}
export const EVIDENCE_COLOUR: Record<TracingEvidenceKind, string> = {
  household: '#a3171b',
  dwelling: '#e07a1f',
  shift: '#7b5ea7',
  visit: '#2f8f83',
  organisation: '#3f7fb5',
  gate: '#6c7a86',
}
