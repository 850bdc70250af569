/** Two people saved one row: what both changed, as the server's refusal tells it. */
import type { ApiProblem } from '@gridward/api'

export interface Clash {
  field: string
  before: string | null
  mine: string | null
  theirs: string | null
  by: string
  at: string
}

export type Side = 'mine' | 'theirs'

/** Fields of the body that are one thing to the reader. */
const PARTS: Partial<Record<string, string[]>> = {
  document: ['document', 'document_kind', 'document_missing', 'birth_date', 'sex'],
  place: ['dwelling_id', 'address_text', 'grid_id'],
}

export function clashesOf(problem: ApiProblem | undefined): { version: number; fields: Clash[] } | undefined {
  if (problem?.code !== 'changed_meanwhile') return undefined
  const { version, fields } = problem.details
  if (typeof version !== 'number' || !Array.isArray(fields)) return undefined
  return { version, fields: fields.filter(isClash) }
}

/** The body with what was decided: the other's fields are left out, one's own are named. */
export function decide<Body extends object>(body: Body, version: number, picks: Record<string, Side>) {
  const theirs = Object.keys(picks).filter((field) => picks[field] === 'theirs')
  const gone = new Set(theirs.flatMap((field) => PARTS[field] ?? [field]))
  const left = without(body, gone) as Body & { situation?: object | null }
  const situation = left.situation ? { situation: without(left.situation, gone) } : {}
  const fields = Object.keys(picks).filter((field) => picks[field] === 'mine')
  return { ...left, ...situation, decided: { version, fields } }
}

function without(body: object, gone: Set<string>): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !gone.has(name)))
}

function isClash(value: unknown): value is Clash {
  return typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string'
}
