/**
 * The figures of the daily sheet as far as this phone knows them, under the server's names and in its order
 * (work/patrols/rules/figures.py). Each gives the rows under it; the figure is their sum.
 */
import { OUTCOMES } from '../visits/outcomes'
import type { AwayWhere, VisitOutcome } from '../visits/documents'
import { findingsOf, lastVisits } from './counting'
import type { DayFacts, EntryKind, TargetFact, VisitFact } from './facts'
import { timeOf } from './times'

export interface Row {
  key: string
  label: string
  count: number
  at: string
  /** The household or organisation that it is about. */
  subject: string
}

type Figure = (facts: DayFacts) => Row[]

export const FIGURES: Readonly<Record<string, Figure>> = {
  households_due: (facts) => due(facts, false).map((one) => targetRow(one)),
  persons_due: (facts) => due(facts, false).map((one) => targetRow(one, one.persons)),
  households_visited: (facts) => lastVisits(facts, false).map((one) => visitRow(one)),
  persons_met: (facts) => met(facts).map((one) => visitRow(one, one.personsMet)),
  households_late_added: ({ targets }) =>
    targets.filter(({ lateAdded, organisation }) => lateAdded && !organisation).map((one) => targetRow(one)),
  ...named(
    OUTCOMES,
    (name) => `households_${name}`,
    (facts, name) => ending(facts, name).map((one) => visitRow(one)),
  ),
  ...named(
    ['district', 'city', 'province'] as const,
    (name) => `away_${name}`,
    (facts, name) => awayIn(facts, name).map((one) => visitRow(one)),
  ),
  households_entered: (facts) => entered(facts, 'household_added'),
  residents_entered: (facts) => entered(facts, 'resident_added'),
  residents_left: (facts) => entered(facts, 'resident_left'),
  // Organisations are entered at desks.
  organisations_entered: () => [],
  organisations_due: (facts) => due(facts, true).map((one) => targetRow(one)),
  organisations_visited: (facts) => lastVisits(facts, true).map((one) => visitRow(one)),
  patrols: ({ patrols }) =>
    patrols.map(({ id, started_at, ended_at }) =>
      plainRow(id, [started_at, ended_at].map((at) => timeOf(new Date(at))).join('–'), started_at),
    ),
  findings: (facts) => findingsOf(facts).map(({ text }, place) => plainRow(`${place}`, text)),
  findings_handled: (facts) =>
    findingsOf(facts)
      .filter(({ handled }) => handled)
      .map(({ text }, place) => plainRow(`${place}`, text)),
}

export function figuresOf(facts: DayFacts): Record<string, number> {
  return Object.fromEntries(
    Object.entries(FIGURES).map(([name, rows]) => [
      name,
      rows(facts).reduce((sum, { count }) => sum + count, 0),
    ]),
  )
}

function named<Name extends string>(
  names: readonly Name[],
  called: (name: Name) => string,
  rows: (facts: DayFacts, name: Name) => Row[],
): Record<string, Figure> {
  return Object.fromEntries(names.map((name) => [called(name), (facts: DayFacts) => rows(facts, name)]))
}

function due({ targets }: DayFacts, organisations: boolean): TargetFact[] {
  return targets.filter((one) => one.due && one.organisation === organisations)
}

function met(facts: DayFacts): VisitFact[] {
  return lastVisits(facts, false).filter(({ outcome }) => outcome === 'met' || outcome === 'new_people')
}

function ending(facts: DayFacts, outcome: VisitOutcome): VisitFact[] {
  return lastVisits(facts, false).filter((one) => one.outcome === outcome)
}

function awayIn(facts: DayFacts, where: AwayWhere): VisitFact[] {
  return ending(facts, 'away').filter(({ away }) => away === where)
}

function entered({ entries }: DayFacts, kind: EntryKind): Row[] {
  return entries
    .filter((one) => one.kind === kind)
    .map(({ row, label, at, subject }) => ({ key: row, label, count: 1, at, subject }))
}

function visitRow({ id, label, at, subject }: VisitFact, count = 1): Row {
  return { key: id, label, count, at, subject }
}

function targetRow({ id, label, subject }: TargetFact, count = 1): Row {
  return { key: id, label, count, at: '', subject }
}

function plainRow(key: string, label: string, at = ''): Row {
  return { key, label, count: 1, at, subject: '' }
}
