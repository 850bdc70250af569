/** Rounds and their targets as the phone keeps them (docs/subsystems/sync.md). */
import type { Document } from '@gridward/offline'
import { newId } from '../components/ids'

export type VisitOutcome =
  'met' | 'no_answer' | 'refused' | 'away' | 'moved_out' | 'empty' | 'wrong_address' | 'new_people'
export type VisitWay = 'in_person' | 'telephone' | 'paper'
export type AwayWhere = 'none' | 'district' | 'city' | 'province'
export type TargetKind = 'household' | 'organisation'

export interface Question {
  code: string
  text: string
  about: 'household' | 'person'
  answer: 'yes_no' | 'choice' | 'number' | 'text' | 'date'
  options: string[]
  required: boolean
}

export interface PhoneRound extends Document {
  version: number
  name: string
  state: 'open' | 'closed'
  kinds: TargetKind[]
  questions: Question[]
  starts_on: string
  ends_on: string
  cycle_starts_on: string
  valid_days: number
  tries: number
}

/** Whole hours of the day, `to` not included. */
export interface Hours {
  from: number
  to: number
}

/** What somebody has answered, and since when; of a question about persons by resident. */
export interface Known {
  answer: unknown
  on: string
}

export interface PastVisit {
  at: string
  outcome: VisitOutcome
  by: string
}

export interface PhoneTarget extends Document {
  round_id: string
  kind: TargetKind
  subject_id: string
  late_added: boolean
  outcome: VisitOutcome | '' | null
  outcome_at: string | null
  settled: boolean
  tries: number
  persons: number
  persons_met: number
  best_hours: Hours | null
  known: Record<string, Known>
  last_visits: PastVisit[]
}

export type Answers = Record<string, unknown>

/** What a `visit.record` says; `persons_met` null when everybody was. */
export interface Visit {
  id: string
  target_id: string
  outcome: VisitOutcome
  way: VisitWay
  unchanged: boolean
  away: AwayWhere
  persons_met: number | null
  answers: Answers
  note: string
  photos: string[]
}

/** A visit of which nothing but its outcome is said. */
export function visitOf(target: string, outcome: VisitOutcome, said: Partial<Visit> = {}): Visit {
  return {
    id: newId(),
    target_id: target,
    outcome,
    way: 'in_person',
    unchanged: false,
    away: 'none',
    persons_met: null,
    answers: {},
    note: '',
    photos: [],
    ...said,
  }
}
