/** Where an import stands: which step of the wizard it is at, and whether the server is at work on it. */
import type { ImportCounts, ImportState, Outcome } from '@gridward/api'

/** The steps of the wizard in their order. */
export const STEPS = ['upload', 'mapping', 'trial', 'result'] as const

const STEP_OF: Record<ImportState, number> = {
  uploaded: 0,
  reading: 0,
  failed: 2,
  ready: 1,
  checking: 2,
  checked: 2,
  committing: 3,
  committed: STEPS.length,
  undoing: 3,
  undone: 3,
}

const BUSY: ImportState[] = ['uploaded', 'reading', 'checking', 'committing', 'undoing']

/** The outcomes a row may have, in the order in which a person wants to see them. */
export const OUTCOMES: Outcome[] = [
  'rejected',
  'conflict',
  'added',
  'updated',
  'unchanged',
  'same',
  'not_data',
]

export function stepOf(state: ImportState): number {
  return STEP_OF[state]
}

export function isBusy(state: ImportState): boolean {
  return BUSY.includes(state)
}

export function countOf(counts: ImportCounts, outcome: Outcome): number {
  return counts[outcome === 'conflict' ? 'conflicts' : outcome]
}
