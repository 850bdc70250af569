import type { CodeKind, CodeResult, Direction, GateRules, PassageSubject, WantedCode } from '@gridward/api'
import { RESULTS, SUBJECTS } from '../kinds'

/** What the keeper does on a result: let pass, ask, hold. */
export type Treatment = 'pass' | 'ask' | 'hold'

export interface CodeForm {
  kind: CodeKind
  results: Partial<Record<CodeResult, Treatment>>
  /** How old a result may be; undefined for any age. */
  hours: number | undefined
  directions: Direction[]
  subjects: PassageSubject[]
}

export interface RulesForm {
  source: string
  /** `YYYY-MM-DDTHH:mm` of the street's clock; empty for now, and for no end. */
  begins: string
  ends: string
  codes: CodeForm[]
  temperature: Direction[]
  fever: number | undefined
  passFor: Direction[]
  passSubjects: PassageSubject[]
  apart: number | undefined
}

export const MOST_CODES = 12
/** The first result of a kind is the one that everybody hopes for. */
const GRAVE: CodeResult[] = ['red', 'positive']

export function emptyCode(kind: CodeKind): CodeForm {
  return {
    kind,
    results: treatedAs(kind, [RESULTS[kind][0] ?? 'unclear'], GRAVE),
    hours: undefined,
    directions: ['in'],
    subjects: [...SUBJECTS],
  }
}

/** Rules to begin from are those in force; whoever sets others says by which notice. */
export function formOf(rules: GateRules): RulesForm {
  return {
    ...{ source: '', begins: '', ends: '' },
    codes: (rules.codes ?? []).map(codeOf),
    temperature: rules.temperature ?? [],
    fever: rules.fever_c ?? undefined,
    passFor: rules.pass_for ?? [],
    passSubjects: rules.pass_subjects ?? [],
    apart: rules.apart_minutes ?? undefined,
  }
}

export function rulesOf(form: RulesForm): GateRules {
  return {
    name: form.source.trim(),
    codes: form.codes.map(wantedOf),
    temperature: form.temperature,
    fever_c: form.fever ?? null,
    pass_for: form.passFor,
    pass_subjects: form.passSubjects,
    apart_minutes: form.apart ?? null,
  }
}

/** A pass is asked for in a direction and of somebody, or not at all; a code that is asked for lets somebody pass. */
export function isReady(form: RulesForm): boolean {
  const pairs = form.passFor.length > 0 === form.passSubjects.length > 0
  return !!form.source.trim() && pairs && form.codes.every(isWhole)
}

/** Local minutes as an instant; null where nothing is given. */
export function instantOf(local: string): string | null {
  return local ? `${local}:00+08:00` : null
}

function isWhole({ kind, results, directions, subjects }: CodeForm): boolean {
  const passes = RESULTS[kind].some((one) => results[one] === 'pass')
  return passes && directions.length > 0 && subjects.length > 0
}

function codeOf({ kind, passes, holds = [], hours, directions, subjects }: WantedCode): CodeForm {
  return {
    kind,
    results: treatedAs(kind, passes, holds),
    hours: hours ?? undefined,
    directions: directions ?? ['in'],
    subjects: subjects ?? [...SUBJECTS],
  }
}

function wantedOf({ kind, results, hours, directions, subjects }: CodeForm): WantedCode {
  const treated = (as: Treatment) => RESULTS[kind].filter((one) => results[one] === as)
  return { kind, passes: treated('pass'), holds: treated('hold'), hours: hours ?? null, directions, subjects }
}

function treatedAs(kind: CodeKind, passes: CodeResult[], holds: CodeResult[]): CodeForm['results'] {
  const treated = (one: CodeResult): Treatment =>
    holds.includes(one) ? 'hold' : passes.includes(one) ? 'pass' : 'ask'
  return Object.fromEntries(RESULTS[kind].map((one) => [one, treated(one)]))
}
