/** Somebody who stands at the gate: what is known, what was asked, what the rules suggest and what was decided. */
import {
  judgePassage,
  type CodeKind,
  type CodeResult,
  type Decision,
  type Direction,
  type GateRules,
  type Judgement,
  type Subject,
} from '@gridward/rules'
import type { Known } from './copy'
import type { CodeSaid, Means, PassageSaid, PassageShown, Source } from './shapes'

export interface CodeNoted {
  kind: CodeKind
  result: CodeResult
  /** When its result is from, by the server's clock in milliseconds; null where it does not say. */
  at: number | null
  source: Source
}

export interface Person extends Known {
  id: string
  by: Means
  direction: Direction
  lane: string | null
  codes: CodeNoted[]
  temperature: number | null
  noPhone: boolean
  /** Who says what codes were, of somebody without a phone. */
  source: Source
  people: number
  name: string
  phone: string
  visiting: string
  /** When the same pass was last seen elsewhere, by the server's clock in milliseconds. */
  elsewhereAt: number | null
}

export function personOf(
  known: Known,
  given: Pick<Person, 'id' | 'by' | 'direction' | 'lane'> & Partial<Person>,
): Person {
  return {
    ...known,
    codes: [],
    temperature: null,
    noPhone: false,
    source: 'eye',
    people: 1,
    name: '',
    phone: '',
    visiting: '',
    elsewhereAt: null,
    ...given,
  }
}

export function judged(person: Person, rules: GateRules, now: number): Judgement {
  const { direction, subject, passState, standing, codes, elsewhereAt, noPhone } = person
  const facts = { direction, subject, passState, standing, elsewhereAt, noPhone, emergency: false }
  return judgePassage({ ...facts, codes, temperatureC: person.temperature }, rules, now)
}

/** What one tap does; null where both answers are as good, once it was asked. */
export function suggested({ verdict, reasons }: Judgement): Decision | null {
  if (verdict === 'pass') return 'passed'
  if (verdict === 'ask') return null
  return reasons[0] === 'stays_home' ? 'turned_back' : 'held'
}

/** Whether a decision needs a word of why: it is another than what is suggested. */
export function needsWhy(judgement: Judgement, decision: Decision): boolean {
  const one = suggested(judgement)
  return one !== null && one !== decision
}

/** What the keeper looks at, of everybody of this kind on this way. */
export function codesAsked(rules: GateRules, direction: Direction, subject: Subject): CodeKind[] {
  const asked = rules.codes.filter((one) => isFor(one, direction, subject))
  return [...new Set(asked.map(({ kind }) => kind))]
}

function isFor(
  { directions, subjects }: GateRules['codes'][number],
  direction: Direction,
  subject: Subject,
): boolean {
  return directions.includes(direction) && subjects.includes(subject)
}

/**
 * A passage as the server takes it, and as the phone shows it. `at` by the phone's clock, in milliseconds; `ahead` is how
 * far the server's was ahead of it when it was heard last, null where it never was.
 */
export function passageOf(
  gate: string,
  person: Person,
  said: {
    judgement: Judgement
    rules: string
    decision: Decision
    at: number
    ahead: number | null
    why: string
  },
): { body: PassageSaid; shown: PassageShown } {
  const { id, direction, lane, subject, by, once, passState, person: entry, plate } = person
  const { judgement, rules, decision, ahead } = said
  const words = { visiting: person.visiting, name: person.name, phone: person.phone, why: said.why }
  const body: PassageSaid = {
    ...{ id, gate, lane, direction, subject, decision, rules, plate, by: once ? 'one_time' : by },
    at: new Date(said.at).toISOString(),
    server_at: ahead === null ? null : new Date(said.at + ahead).toISOString(),
    verdict: judgement.verdict,
    reasons: judgement.reasons,
    pass_id: person.passId,
    pass_state: passState,
    person: entry,
    temperature_c: person.temperature,
    codes: person.codes.map((one) => codeSaid(one, ahead ?? 0)),
    no_phone: person.noPhone,
    people: person.people,
    ...(Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text.trim() || null])) as {
      [Name in keyof typeof words]: string | null
    }),
  }
  return { body, shown: { label: person.label || person.name, once } }
}

/** Times go up by the phone's clock, all of them. */
function codeSaid({ kind, result, at, source }: CodeNoted, ahead: number): CodeSaid {
  return { kind, result, at: at === null ? null : new Date(at - ahead).toISOString(), source }
}

export const EMERGENCY: Judgement = { verdict: 'pass', reasons: ['emergency'], about: {} }
