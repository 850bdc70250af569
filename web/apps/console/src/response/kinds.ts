import type { ResponseLevel, ResponsePlanKind, ResponseStep } from '@gridward/api'

/** From the lowest to the highest. */
export const RESPONSE_LEVELS: readonly ResponseLevel[] = ['ordinary', 'alert', 'emergency']
export const STEPS: readonly ResponseStep[] = ['declare', 'change', 'prolong', 'end']
export const PLAN_KINDS: readonly ResponsePlanKind[] = ['duty', 'cadence', 'module']

export const LEVEL_TAG: Record<ResponseLevel, string> = {
  ordinary: 'gw-tag--quiet',
  alert: 'gw-tag--attention',
  emergency: 'gw-tag--bad',
}
