/**
 * Facts, rules and passes out of plain JSON, in the shapes of `src/gridward/work/checkpoints/rules/plain.py`. A judgement
 * is plain as it is. All throw a RangeError that names what cannot be read.
 */
import { uuidOf } from './bytes'
import { instantFrom } from './instants'
import {
  CODE_KINDS,
  CODE_RESULTS,
  DIRECTIONS,
  PASS_KINDS,
  PASS_STATES,
  STANDINGS,
  SUBJECTS,
  type CodeSeen,
  type GateRules,
  type KnownPass,
  type PassageFacts,
  type PassToken,
  type Wanted,
} from './terms'

export type Plain = Readonly<Record<string, unknown>>

/** Rules as the server stores them; what is not there is not asked for. */
export function rulesFrom(plain: Plain): GateRules {
  return {
    name: text(plain.name ?? ''),
    codes: list(plain.codes ?? []).map(wantedFrom),
    temperature: listOf(DIRECTIONS, plain.temperature ?? []),
    feverC: number(plain.fever_c),
    passFor: listOf(DIRECTIONS, plain.pass_for ?? []),
    passSubjects: listOf(SUBJECTS, plain.pass_subjects ?? []),
    apartMinutes: number(plain.apart_minutes),
  }
}

/** Facts of one passage. */
export function factsFrom(plain: Plain): PassageFacts {
  return {
    direction: oneOf(DIRECTIONS, plain.direction),
    subject: oneOf(SUBJECTS, plain.subject),
    passState: plain.pass_state ? oneOf(PASS_STATES, plain.pass_state) : null,
    standing: oneOf(STANDINGS, plain.standing ?? 'free'),
    temperatureC: number(plain.temperature_c),
    codes: list(plain.codes ?? []).map(codeFrom),
    elsewhereAt: instant(plain.elsewhere_at),
    noPhone: Boolean(plain.no_phone),
    emergency: Boolean(plain.emergency),
  }
}

/** What the code of a pass says. */
export function tokenFrom(plain: Plain): PassToken {
  return {
    id: uuidOf(text(plain.id)),
    kind: oneOf(PASS_KINDS, plain.kind),
    issue: number(plain.issue) ?? refuse('issue', plain.issue),
    begins: instantFrom(text(plain.begins)),
    ends: instantFrom(text(plain.ends)),
  }
}

/** What a gate knows of a pass. */
export function knownFrom(plain: Plain): KnownPass {
  return {
    ...tokenFrom(plain),
    revoked: Boolean(plain.revoked),
    gates: list(plain.gates ?? []).map((one) => uuidOf(text(one))),
    used: Boolean(plain.used),
  }
}

function wantedFrom(told: unknown): Wanted {
  const plain = mapping(told)
  return {
    kind: oneOf(CODE_KINDS, plain.kind),
    passes: listOf(CODE_RESULTS, plain.passes),
    holds: listOf(CODE_RESULTS, plain.holds ?? []),
    hours: number(plain.hours),
    directions: listOf(DIRECTIONS, plain.directions ?? ['in']),
    subjects: listOf(SUBJECTS, plain.subjects ?? SUBJECTS),
  }
}

function codeFrom(told: unknown): CodeSeen {
  const plain = mapping(told)
  return {
    kind: oneOf(CODE_KINDS, plain.kind),
    result: oneOf(CODE_RESULTS, plain.result),
    at: instant(plain.at),
  }
}

function oneOf<Word extends string>(words: readonly Word[], told: unknown): Word {
  return words.find((one) => one === told) ?? refuse(words.join(', '), told)
}

function listOf<Word extends string>(words: readonly Word[], told: unknown): Word[] {
  return list(told).map((one) => oneOf(words, one))
}

function list(told: unknown): readonly unknown[] {
  return Array.isArray(told) ? (told as unknown[]) : refuse('a list', told)
}

function mapping(told: unknown): Plain {
  return typeof told === 'object' && told ? (told as Plain) : refuse('an object', told)
}

function text(told: unknown): string {
  return typeof told === 'string' ? told : refuse('text', told)
}

function number(told: unknown): number | null {
  if (told === undefined || told === null) return null
  return typeof told === 'number' ? told : refuse('a number', told)
}

function instant(told: unknown): number | null {
  return told === undefined || told === null ? null : instantFrom(text(told))
}

function refuse(expected: string, told: unknown): never {
  throw new RangeError(`${JSON.stringify(told)} is not ${expected}`)
}
