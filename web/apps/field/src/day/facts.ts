/** What this phone recorded on a day in a grid, and what the grid has to visit: the papers of the day are made of it. */
import type { Content, Given } from '@gridward/offline'
import { dayOf } from '../components/days'
import type { AwayWhere, PhoneTarget, Visit, VisitOutcome } from '../visits/documents'
import { visitIn } from '../visits/expected'
import { personsMet, somebodyMet } from '../visits/outcomes'
import type { Patrol } from './documents'

export const ENTRY_KINDS = ['household_added', 'resident_added', 'resident_left', 'changed'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Commands of the register that the papers tell of. */
const ENTRIES: Readonly<Record<string, EntryKind>> = {
  'household.add': 'household_added',
  'resident.add': 'resident_added',
  'resident.leave': 'resident_left',
  'household.change': 'changed',
  'resident.change': 'changed',
}

export interface VisitFact {
  id: string
  at: string
  outcome: VisitOutcome
  away: AwayWhere
  subject: string
  organisation: boolean
  label: string
  personsMet: number
}

export interface TargetFact {
  id: string
  subject: string
  organisation: boolean
  label: string
  persons: number
  /** It was added to its round on this day. */
  lateAdded: boolean
  due: boolean
}

export interface EntryFact {
  kind: EntryKind
  row: string
  /** The household in which it was entered. */
  subject: string
  label: string
  at: string
}

export interface DayFacts {
  visits: VisitFact[]
  targets: TargetFact[]
  patrols: Patrol[]
  entries: EntryFact[]
}

/** How the phone sees its documents. */
export interface Look {
  /** Of a document; of one that has left the phone nothing, unless it keeps one grid alone. */
  gridOf(id: string): string | undefined
  nameOf(content: Content, subject: string): string
  /** A household's or an organisation's. */
  labelOf(subject: string): string
  target(id: string): PhoneTarget | undefined
  targets: readonly PhoneTarget[]
}

/** What was refused is no record. */
export function factsOf(given: readonly Given[], day: string, grid: string, look: Look): DayFacts {
  const own = given.filter(({ state }) => state !== 'needs_you')
  const today = own.filter(({ at }) => dayOf(new Date(at)) === day)
  const entries = today.flatMap((one) => entryIn(one, grid, look))
  const added = entries.filter(({ kind }) => kind === 'household_added').map(({ row }) => row)
  return {
    visits: today.flatMap((one) => visitFact(one, grid, look)),
    targets: targetsIn(day, grid, new Set(added), look),
    patrols: own.flatMap((one) => patrolIn(one, day, grid)),
    entries,
  }
}

/** How many acts were recorded. */
export function countOf({ visits, patrols, entries }: DayFacts): number {
  return visits.length + patrols.length + entries.length
}

export function momentsOf({ visits, patrols, entries }: DayFacts): string[] {
  const walked = patrols.flatMap(({ started_at, ended_at }) => [started_at, ended_at])
  return [...visits.map(({ at }) => at), ...walked, ...entries.map(({ at }) => at)]
}

function visitFact({ kind, content, at }: Given, grid: string, look: Look): VisitFact[] {
  if (kind !== 'visit.record') return []
  const visit = visitIn(content)
  const target = look.target(visit.target_id)
  const subject = subjectOf(content, target)
  if ((look.gridOf(visit.target_id) ?? look.gridOf(subject)) !== grid) return []
  const { id, outcome, away } = visit
  const organisation = target?.kind === 'organisation'
  const label = look.labelOf(subject)
  return [{ id, at, outcome, away, subject, organisation, label, personsMet: metIn(visit, target) }]
}

/** Of a target that has left the phone, itself. */
function subjectOf({ subject_id, target_id }: Content, target: PhoneTarget | undefined): string {
  return target?.subject_id ?? String(subject_id ?? target_id)
}

function metIn(visit: Visit, target: PhoneTarget | undefined): number {
  return somebodyMet(visit.outcome) ? personsMet(visit, target?.persons ?? 0) : 0
}

function patrolIn({ kind, content }: Given, day: string, grid: string): Patrol[] {
  if (kind !== 'patrol.record' || content.grid_id !== grid) return []
  const patrol = content as unknown as Patrol
  return dayOf(new Date(patrol.started_at)) === day ? [patrol] : []
}

function entryIn({ kind, content, at }: Given, grid: string, look: Look): EntryFact[] {
  const entry = ENTRIES[kind]
  if (!entry) return []
  const subject = String(content.household_id ?? content.id)
  if ((content.grid_id ?? look.gridOf(subject)) !== grid) return []
  const label = [look.nameOf(content, subject), look.labelOf(subject)].filter(Boolean).join(' ')
  return [{ kind: entry, row: content.id, subject, label, at }]
}

function targetsIn(day: string, grid: string, added: ReadonlySet<string>, look: Look): TargetFact[] {
  const own = look.targets.filter(
    ({ id, subject_id }) => (look.gridOf(id) ?? look.gridOf(subject_id)) === grid,
  )
  return own.map(({ id, subject_id, kind, persons, late_added, settled, outcome_at }) => ({
    id,
    subject: subject_id,
    organisation: kind === 'organisation',
    label: look.labelOf(subject_id),
    persons,
    lateAdded: late_added && added.has(subject_id),
    due: !settled || (outcome_at !== null && dayOf(new Date(outcome_at)) >= day),
  }))
}
