import type { ResponseBasis, ResponseDecisionIn, ResponseLevel, ResponseStep } from '@gridward/api'

const STREET = 'street'

export interface DecideForm {
  level: ResponseLevel
  /** Ids of grids, or the street. */
  units: string[]
  since: string
  /** Whether `end` is the last day, else the day of review. */
  ends: boolean
  end: string
  bases: Record<string, string>
  reason: string
}

export interface SeenStanding {
  id: string
  version: number
}

export function emptyDecision(today: string): DecideForm {
  return { level: 'alert', units: [], since: today, ends: true, end: '', bases: {}, reason: '' }
}

export function keyOf(gridId: string | null): string {
  return gridId ?? STREET
}

/** As the server takes it: what the step does not need is left out. */
export function bodyOf(form: DecideForm, step: ResponseStep, standings: SeenStanding[]): ResponseDecisionIn {
  return {
    step,
    level: step === 'declare' || step === 'change' ? form.level : null,
    ...(step === 'declare' ? unitsOf(form) : { whole_street: false, grids: [], standings }),
    since: (step !== 'prolong' && form.since) || null,
    ...(step === 'end' ? { until: null, review_on: null } : endOf(form)),
    bases: Object.entries(form.bases).map(([code, document]) => ({ code, document })),
    reason: form.reason,
  }
}

/** Whether there is enough to ask the server what it would do. */
export function isComplete(body: ResponseDecisionIn, bases: readonly ResponseBasis[]): boolean {
  const when = body.step === 'end' ? body.since : (body.until ?? body.review_on)
  return namesUnits(body) && !!when && namesBases(body, bases) && (body.reason ?? '').trim().length > 1
}

function unitsOf({ units }: DecideForm) {
  const grids = units.filter((one) => one !== STREET)
  return { whole_street: units.includes(STREET), grids, standings: [] }
}

function endOf({ ends, end }: DecideForm) {
  return { until: (ends && end) || null, review_on: (!ends && end) || null }
}

function namesUnits({ whole_street: street, grids = [], standings = [] }: ResponseDecisionIn): boolean {
  return street === true || grids.length + standings.length > 0
}

function namesBases({ bases: said = [] }: ResponseDecisionIn, known: readonly ResponseBasis[]): boolean {
  const wanting = new Set(known.filter((one) => one.needs_document).map(({ code }) => code))
  return said.length > 0 && said.every(({ code, document }) => document || !wanting.has(code))
}
