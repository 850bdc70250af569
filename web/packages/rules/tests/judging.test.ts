// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { instantFrom } from '../src/instants'
import { judgePassage, SUGGESTS } from '../src/judging'
import { factsFrom, rulesFrom } from '../src/plain'
import {
  CODE_KINDS,
  CODE_RESULTS,
  DIRECTIONS,
  PASS_STATES,
  REASONS,
  STANDINGS,
  SUBJECTS,
  VERDICTS,
  type GateRules,
  type PassageFacts,
} from '../src/terms'
import { shared } from './cases'
import { Random } from '../../offline/tests/random'

const { rules, cases } = shared('passages')
const NOW = Date.UTC(2022, 3, 1)
const TURNS = 1000

function some<Value>(random: Random, all: readonly Value[]): Value[] {
  return all.filter(() => random.chance(0.4))
}

function maybe<Value>(random: Random, value: Value): Value | null {
  return random.chance(0.3) ? null : value
}

function instant(random: Random): number | null {
  return maybe(random, NOW + (random.below(18_000) - 9_000) * 60_000)
}

function someFacts(random: Random): PassageFacts {
  return {
    direction: random.pick(DIRECTIONS),
    subject: random.pick(SUBJECTS),
    passState: maybe(random, random.pick(PASS_STATES)),
    standing: random.pick(STANDINGS),
    temperatureC: maybe(random, 36 + random.below(30) / 10),
    codes: Array.from({ length: random.below(5) }, () => ({
      kind: random.pick(CODE_KINDS),
      result: random.pick(CODE_RESULTS),
      at: instant(random),
    })),
    elsewhereAt: instant(random),
    noPhone: random.chance(0.5),
    emergency: false,
  }
}

function someRules(random: Random): GateRules {
  return {
    name: 'some',
    codes: Array.from({ length: random.below(5) }, () => ({
      kind: random.pick(CODE_KINDS),
      passes: some(random, CODE_RESULTS),
      holds: some(random, CODE_RESULTS),
      hours: maybe(random, random.below(100)),
      directions: some(random, DIRECTIONS),
      subjects: some(random, SUBJECTS),
    })),
    temperature: some(random, DIRECTIONS),
    feverC: maybe(random, 37.3),
    passFor: some(random, DIRECTIONS),
    passSubjects: some(random, SUBJECTS),
    apartMinutes: maybe(random, random.below(60)),
  }
}

describe('a verdict', () => {
  it.each(cases)('$name', (one) => {
    const judged = judgePassage(factsFrom(one.facts), rulesFrom(rules[one.rules] ?? {}), instantFrom(one.now))
    expect(judged).toEqual(one.expected)
  })

  it('has each reason in a case', () => {
    const told = new Set(cases.flatMap(({ expected }) => expected.reasons))
    expect([...told].sort()).toEqual([...REASONS].sort())
  })

  it('is the gravest that a reason suggests', () => {
    const random = new Random(1)
    for (let turn = 0; turn < TURNS; turn++) {
      const { verdict, reasons } = judgePassage(someFacts(random), someRules(random), NOW)
      const gravest = Math.max(0, ...reasons.map((one) => VERDICTS.indexOf(SUGGESTS[one])))
      expect(verdict).toBe(VERDICTS[gravest])
      expect(reasons).toEqual(REASONS.filter((one) => reasons.includes(one)))
    }
  })

  it('lets an emergency pass any gate', () => {
    const random = new Random(2)
    for (let turn = 0; turn < TURNS; turn++) {
      const judged = judgePassage({ ...someFacts(random), emergency: true }, someRules(random), NOW)
      expect(judged).toEqual({ verdict: 'pass', reasons: ['emergency'], about: {} })
    }
  })

  it('does not change with codes that nobody asks for', () => {
    const random = new Random(3)
    for (let turn = 0; turn < TURNS; turn++) {
      const [facts, rules] = [someFacts(random), someRules(random)]
      const codes = facts.codes.filter(({ kind }) => rules.codes.some((one) => one.kind === kind))
      expect(judgePassage({ ...facts, codes }, rules, NOW)).toEqual(judgePassage(facts, rules, NOW))
    }
  })
})
