/**
 * The work log as the phone proposes it: plain sentences from what was recorded, as the server makes them
 * (work/patrols/rules/proposing.py). Names of residents never come into it: doors are counted, not told.
 */
import { byOutcome, findingsOf, lastVisits } from './counting'
import type { Finding, LogTexts, Patrol } from './documents'
import { ENTRY_KINDS, momentsOf, type DayFacts } from './facts'
import { momentAt, timeOf } from './times'

/** Gives a sentence of the catalogue under `day.log`. */
export type Say = (key: string, values?: Record<string, unknown>) => string

const MOST_STOPS_TOLD = 6
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const HANDLED = ['no_answer', 'refused', 'new_people', 'moved_out'] as const

export function propose(facts: DayFacts, say: Say): LogTexts {
  return {
    work: workOf(facts, say).join('\n') || say('nothing_recorded'),
    handling: handlingOf(facts, say).join('\n') || say('nothing_found'),
    result: resultOf(facts, say).join('\n'),
  }
}

/** From the first to the last thing recorded, to whole minutes; of a day without any the last hour. */
export function spanOf(facts: DayFacts, day: string, now: Date): { from: string; to: string } {
  const moments = momentsOf(facts).map((at) => Date.parse(at))
  const [first, last] = [momentAt(day, '00:00').getTime(), momentAt(day, '23:59').getTime()]
  const latest = Math.min(now.getTime(), last)
  const from = moments.length ? Math.min(...moments) : latest - HOUR_MS
  const to = moments.length ? Math.max(...moments) + MINUTE_MS - 1 : latest
  const begin = Math.max(Math.min(from, last - MINUTE_MS), first)
  return {
    from: timeOf(new Date(begin)),
    to: timeOf(new Date(Math.min(Math.max(to, begin + MINUTE_MS), last))),
  }
}

function workOf(facts: DayFacts, say: Say): string[] {
  const homes = lastVisits(facts, false)
  const shops = lastVisits(facts, true)
  const outcomes = [...byOutcome(homes)].map(([name, count]) => say(`outcome.${name}`, { count }))
  const entered = enteredIn(facts, say)
  return [
    ...(homes.length ? [say('visited', { count: homes.length, outcomes: listed(outcomes, say) })] : []),
    ...(shops.length ? [say('shops_visited', { count: shops.length })] : []),
    ...facts.patrols.map((one) => patrolTold(one, say)),
    ...(entered.length ? [say('entered', { entries: listed(entered, say) })] : []),
  ]
}

function patrolTold({ kind, started_at, ended_at, stops }: Patrol, say: Say): string {
  const told = {
    start: timeOf(new Date(started_at)),
    end: timeOf(new Date(ended_at)),
    kind: say(`patrol_kind.${kind}`),
  }
  const names = [...new Set(stops.map(({ name }) => name))]
  if (!names.length) return say('patrolled', told)
  const key = names.length > MOST_STOPS_TOLD ? 'patrolled_more' : 'patrolled_stops'
  return say(key, { ...told, stops: listed(names.slice(0, MOST_STOPS_TOLD), say), count: names.length })
}

function enteredIn({ entries }: DayFacts, say: Say): string[] {
  return ENTRY_KINDS.flatMap((kind) => {
    const rows = new Set(entries.filter((one) => one.kind === kind).map(({ row }) => row))
    return rows.size ? [say(`entry.${kind}`, { count: rows.size })] : []
  })
}

function handlingOf(facts: DayFacts, say: Say): string[] {
  const outcomes = byOutcome(lastVisits(facts, false))
  const doors = HANDLED.flatMap((name) => {
    const count = outcomes.get(name)
    return count ? [say(`handled.${name}`, { count })] : []
  })
  return [...findingsOf(facts).map((one) => findingTold(one, say)), ...doors]
}

function findingTold({ category, text, place, handled }: Finding, say: Say): string {
  return say(handled ? 'finding' : 'finding_open', {
    place: place || say('on_the_way'),
    category: say(`category.${category}`),
    text: unstopped(text),
    handled: unstopped(handled),
  })
}

function resultOf(facts: DayFacts, say: Say): string[] {
  const found = findingsOf(facts)
  const handled = found.filter((one) => one.handled).length
  const counts = { count: found.length, handled, left: found.length - handled }
  const again = byOutcome(lastVisits(facts, false)).get('no_answer')
  return [
    found.length ? say(counts.left ? 'some_handled' : 'all_handled', counts) : say('no_finding'),
    ...(again ? [say('to_revisit', { count: again })] : []),
  ]
}

function listed(parts: string[], say: Say): string {
  return parts.join(say('comma'))
}

/** The sentence around it brings its own full stop. */
function unstopped(text: string): string {
  return text.trim().replace(/[\u3002.\uff1b;]+$/, '')
}
