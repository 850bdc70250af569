/**
 * What a gate and its server say to each other: `POST /api/v1/gates/{gate_id}/copy` down, `passages`, `reasons` and `missing`
 * up. By hand: what a phone keeps may be of an older server, which the schema of today's knows nothing of.
 */
import type {
  CodeKind,
  CodeResult,
  Decision,
  Direction,
  PassKind,
  PassState,
  Plain,
  Reason,
  Subject,
  Verdict,
} from '@gridward/rules'

export interface CallSaid {
  name: string
  phone: string
}

/** Who answers for the gate's grid by a post, or as its deputy. */
export interface PostSaid extends CallSaid {
  post: string
  acting: boolean
}

export interface LaneSaid {
  name: string
  directions: Direction[]
  vehicles: boolean
}

export interface GateSaid {
  id: string
  name: string
  place: string
  lanes: LaneSaid[]
  opens_at: string | null
  closes_at: string | null
  lead: CallSaid | null
  police: CallSaid | null
  /** Missing in a copy of before 2026-11-30. */
  posts?: PostSaid[]
}

/** Instants are ISO 8601 with a zone. */
export interface SpanSaid {
  begins: string
  ends: string | null
  rules: Plain
}

/** Entries are keyed hashes in hexadecimal; a list is null where it has not changed. */
export interface HeadSaid {
  gate: GateSaid
  rules: SpanSaid[]
  keys: string[]
  entry_key: string
  watched?: string[] | null
  stays_home?: string[] | null
}

export interface PassSaid {
  id: string
  serial: string
  kind: PassKind
  issue: number
  begins: string
  ends: string
  revoked: boolean
  used: boolean
  once: boolean
  gates: string[]
  entries: string[]
  plate: string | null
  /** The masked name or the plate, for the keeper to compare. */
  label: string
  grid: string
}

/** How the gate learned who it is. */
export const MEANS = ['scan', 'scanner', 'typed', 'plate', 'seen', 'one_time'] as const
export type Means = (typeof MEANS)[number]

/** Who says what a code was: seen by eye, paper, the family, the desk; or a code service, which nobody chooses. */
export const SOURCES = ['eye', 'paper', 'family', 'desk'] as const
export type Source = (typeof SOURCES)[number] | 'provider'

export interface CodeSaid {
  kind: CodeKind
  result: CodeResult
  at: string | null
  source: Source
}

export interface PassageSaid {
  id: string
  gate: string
  at: string
  /** What the phone took for the server's time then; null where it had never heard of it. */
  server_at: string | null
  lane: string | null
  direction: Direction
  subject: Subject
  decision: Decision
  verdict: Verdict
  reasons: Reason[]
  rules: string
  by: Means
  pass_id: string | null
  pass_state: PassState | null
  person: string | null
  plate: string | null
  temperature_c: number | null
  codes: CodeSaid[]
  no_phone: boolean
  people: number
  visiting: string | null
  name: string | null
  phone: string | null
  why: string | null
}

/** A word about a passage that has gone up already. */
export interface ReasonSaid {
  id: string
  gate: string
  at: string
  why: string
}

/** Somebody who says that they live behind the gate: a document or a phone, and where. */
export interface MissingSaid {
  id: string
  gate_id: string
  at: string
  name: string
  document: string
  phone: string
  address: string
}

/** What the keeper hears of them: registered already, reported now, or reported before. */
export interface MissingHeard {
  answer: 'registered' | 'reported' | 'reported_before'
  grid: string
  where: string
}

/** What the phone shows of a passage, beside what went up. */
export interface PassageShown {
  label: string
  once: boolean
}
