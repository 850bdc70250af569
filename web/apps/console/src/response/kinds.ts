import type { ResponsePlanKind, ResponseStep } from '@gridward/api'

export const STEPS: readonly ResponseStep[] = ['declare', 'change', 'prolong', 'end']
export const PLAN_KINDS: readonly ResponsePlanKind[] = ['duty', 'cadence', 'module']
