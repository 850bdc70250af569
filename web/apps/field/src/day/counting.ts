/** What a day's visits come to: the last visit of each door counts, earlier ones of the same day led up to it. */
import type { VisitOutcome } from '../visits/documents'
import type { Finding } from './documents'
import type { DayFacts, VisitFact } from './facts'

/** The last visit of each household, or of each organisation, in the order of time. */
export function lastVisits({ visits }: DayFacts, organisations: boolean): VisitFact[] {
  const last = new Map<string, VisitFact>()
  const inOrder = [...visits].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  for (const visit of inOrder) {
    if (visit.organisation !== organisations) continue
    last.delete(visit.subject)
    last.set(visit.subject, visit)
  }
  return [...last.values()]
}

export function byOutcome(visits: readonly VisitFact[]): Map<VisitOutcome, number> {
  const counts = new Map<VisitOutcome, number>()
  for (const { outcome } of visits) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return counts
}

/** All findings, patrol by patrol. */
export function findingsOf({ patrols }: DayFacts): Finding[] {
  return patrols.flatMap(({ findings }) => findings)
}
