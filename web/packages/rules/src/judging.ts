/**
 * What the gate suggests of somebody who stands before it: the same on the phone and in Python
 * (`src/gridward/work/checkpoints/rules/judging.py`).
 */
import {
  REASONS,
  VERDICTS,
  type CodeKind,
  type CodeSeen,
  type GateRules,
  type Judgement,
  type PassageFacts,
  type Reason,
  type Verdict,
  type Wanted,
} from './terms'

/** What each reason suggests. A rule that lacks a figure is told of, and keeps nobody at the gate. */
export const SUGGESTS: Readonly<Record<Reason, Verdict>> = {
  emergency: 'pass',
  watched: 'hold',
  code_bad: 'hold',
  fever: 'hold',
  stays_home: 'hold',
  pass_forged: 'ask',
  pass_revoked: 'ask',
  pass_replaced: 'ask',
  pass_used: 'ask',
  pass_expired: 'ask',
  pass_not_yet: 'ask',
  pass_other_gate: 'ask',
  pass_missing: 'ask',
  elsewhere_just_now: 'ask',
  code_doubtful: 'ask',
  code_old: 'ask',
  code_missing: 'ask',
  temperature_missing: 'ask',
  rule_incomplete: 'pass',
}

/** Nobody must have a phone (State Council, 2020, on the elderly): these are not asked for without one. */
const ON_PHONES: readonly CodeKind[] = ['health', 'itinerary']
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How far in the future a result may seem to lie, clocks being what they are. */
const CLOCKS_DIFFER = 10 * MINUTE

type Found = [reason: Reason, kind?: CodeKind]

/**
 * Pass, ask or hold, with the reasons, the gravest first. An emergency passes without any condition (life first).
 * Nothing here restricts anybody: a person decides.
 */
export function judgePassage(facts: PassageFacts, rules: GateRules, now: number): Judgement {
  if (facts.emergency) return { verdict: 'pass', reasons: ['emergency'], about: {} }
  const found = [
    ...ofStanding(facts),
    ...ofTemperature(facts, rules),
    ...ofPass(facts, rules, now),
    ...ofCodes(facts, rules, now),
  ]
  const reasons = REASONS.filter((reason) => found.some(([one]) => one === reason))
  const suggested = reasons.map((one) => SUGGESTS[one])
  const verdict = VERDICTS.reduce((gravest, one) => (suggested.includes(one) ? one : gravest))
  return { verdict, reasons, about: about(reasons, found) }
}

function about(reasons: readonly Reason[], found: readonly Found[]): Judgement['about'] {
  const told: Judgement['about'] = {}
  for (const reason of reasons) {
    const kinds = found.flatMap(([one, kind]) => (one === reason && kind ? [kind] : []))
    if (kinds.length) told[reason] = [...new Set(kinds)]
  }
  return told
}

function ofStanding({ standing, direction }: PassageFacts): Found[] {
  if (standing === 'watched') return [['watched']]
  return standing === 'stays_home' && direction === 'out' ? [['stays_home']] : []
}

function ofTemperature(
  { temperatureC, direction }: PassageFacts,
  { temperature, feverC }: GateRules,
): Found[] {
  if (temperatureC === null) return temperature.includes(direction) ? [['temperature_missing']] : []
  if (feverC === null) return [['rule_incomplete']]
  return temperatureC >= feverC ? [['fever']] : []
}

function ofPass(facts: PassageFacts, rules: GateRules, now: number): Found[] {
  const { passState, direction, subject } = facts
  if (passState === null) {
    const needs = rules.passFor.includes(direction) && rules.passSubjects.includes(subject)
    return needs ? [['pass_missing']] : []
  }
  const found: Found[] = passState === 'valid' ? [] : [[`pass_${passState}`]]
  return isElsewhere(facts, rules, now) ? [...found, ['elsewhere_just_now']] : found
}

function isElsewhere({ elsewhereAt }: PassageFacts, { apartMinutes }: GateRules, now: number): boolean {
  if (elsewhereAt === null || apartMinutes === null) return false
  return Math.abs(now - elsewhereAt) < apartMinutes * MINUTE
}

function ofCodes(facts: PassageFacts, rules: GateRules, now: number): Found[] {
  const { direction, subject } = facts
  const asked = rules.codes.filter(
    ({ directions, subjects }) => directions.includes(direction) && subjects.includes(subject),
  )
  return asked.flatMap((wanted): Found[] => {
    const reason = ofCode(facts, wanted, now)
    return reason ? [[reason, wanted.kind]] : []
  })
}

/** The gravest thing about a kind of code; the best of several that were seen counts, unless one holds. */
function ofCode({ codes, noPhone }: PassageFacts, wanted: Wanted, now: number): Reason | null {
  const seen = codes.filter(({ kind }) => kind === wanted.kind)
  if (seen.some(({ result }) => wanted.holds.includes(result))) return 'code_bad'
  const passing = seen.filter(({ result }) => wanted.passes.includes(result))
  if (passing.some((one) => isFresh(one, wanted, now))) return null
  if (passing.length) return 'code_old'
  if (seen.length) return 'code_doubtful'
  return noPhone && ON_PHONES.includes(wanted.kind) ? null : 'code_missing'
}

/** A result of unknown time is fresh only where any age is. */
function isFresh({ at }: CodeSeen, { hours }: Wanted, now: number): boolean {
  if (hours === null) return true
  if (at === null) return false
  const age = now - at
  return -CLOCKS_DIFFER <= age && age <= hours * HOUR
}
