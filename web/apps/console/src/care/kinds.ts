import type { CareEnd, CarePlanRow, CareUnit, CareView, CareWay, ConsentBy, ConsentWay } from '@gridward/api'

export const VIEWS: CareView[] = ['due', 'overdue', 'coming', 'all']
export const CARE_WAYS: CareWay[] = ['telephone', 'visit']
export const CARE_UNITS: CareUnit[] = ['day', 'week', 'month']
export const CONSENT_BY: ConsentBy[] = ['oneself', 'guardian', 'family']
export const CONSENT_WAYS: ConsentWay[] = ['spoken', 'written', 'called']
/** Ends that somebody says; what expires goes by itself. */
export const ENDS: CareEnd[] = ['withdrawn', 'no_need', 'gone']

export const VIEW_TAG: Record<CareView, string> = {
  overdue: 'gw-tag--bad',
  due: 'gw-tag--attention',
  coming: 'gw-tag--quiet',
  all: 'gw-tag--quiet',
}

/** Whom a plan is of, as far as it helps to tell plans apart. */
export function whose({ name, address }: Pick<CarePlanRow, 'name' | 'address'>): string {
  return name || address
}
