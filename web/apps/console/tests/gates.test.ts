import type { Gate, GateRules, GateRulesSet } from '@gridward/api'
import { describe, expect, it, vi } from 'vitest'
import {
  bodyOf as gateBody,
  emptyGate,
  formOf as gateForm,
  isReady as gateReady,
} from '../src/gates/gateForm'
import {
  bodyOf as passBody,
  emptyPass,
  endOf,
  isReady as passReady,
  lastOf,
  spanOf,
} from '../src/gates/passes/passForm'
import { emptyCode, formOf, instantOf, isReady, rulesOf } from '../src/gates/rules/ruleForm'
import { unsigned } from '../src/gates/handovers/standing'
import { standingOf } from '../src/gates/rules/standing'
import { toldOf } from '../src/gates/rules/drillCodes'
import { chosenOf, emptyTry, factsOf } from '../src/gates/rules/tryForm'
import { today } from '../src/staff/pages'

const GATE = {
  id: 'g',
  version: 3,
  name: '东门',
  place: '',
  grid: { id: 'a1', name: '一格' },
  sides: [{ id: 'a1' }, { id: 'a2' }],
  longitude: 115.9,
  latitude: 28.6,
  lead: { id: 'm', name: '某' },
  police: null,
  opens_at: '06:00:00',
  closes_at: '22:00:00',
  lanes: [{ name: '人行', directions: ['in'], vehicles: false }],
  kit: [{ name: '额温枪', count: 2 }],
} as unknown as Gate

describe('the form of a gate', () => {
  it('says of an unchanged gate what it was', () => {
    expect(gateBody(gateForm(GATE))).toEqual({
      ...{ name: '东门', place: '', longitude: 115.9, latitude: 28.6, sides: ['a1', 'a2'] },
      ...{ lead_id: 'm', police_id: null, opens_at: '06:00', closes_at: '22:00' },
      lanes: GATE.lanes,
      kit: GATE.kit,
    })
  })

  it('leaves out lanes and things without a name', () => {
    const form = { ...emptyGate('a1'), name: '东门', kit: [{ name: ' ', count: 1 }] }
    expect(gateBody(form)).toMatchObject({ lanes: [], kit: [], longitude: null, opens_at: null })
    expect(gateReady(form)).toBe(true)
  })

  it('is not ready without a grid, a name, numbers, or the way of a lane', () => {
    const form = { ...emptyGate('a1'), name: '东门' }
    const wrong = [
      { ...form, grid: '' },
      { ...form, name: ' ' },
      { ...form, longitude: '东经' },
      { ...form, lanes: [{ name: '人行', directions: [], vehicles: false }] },
    ]
    expect(wrong.map(gateReady)).toEqual([false, false, false, false])
  })
})

const RULES: GateRules = {
  name: '通知',
  codes: [
    {
      ...{ kind: 'test', passes: ['negative'], holds: ['positive'], hours: 48 },
      ...{ directions: ['in', 'out'], subjects: ['visitor'] },
    },
  ],
  temperature: ['in'],
  fever_c: 37.3,
  pass_for: ['in'],
  pass_subjects: ['resident'],
  apart_minutes: 10,
}

describe('the form of rules', () => {
  it('begins from the rules in force and says them again', () => {
    expect(rulesOf({ ...formOf(RULES), source: '通知' })).toEqual(RULES)
  })

  it('asks about every result that neither passes nor holds', () => {
    const [code] = formOf(RULES).codes
    expect(code?.results).toEqual({
      ...{ negative: 'pass', pending: 'ask', retest: 'ask', positive: 'hold', unclear: 'ask' },
    })
  })

  it('holds on a red code and a positive test unless somebody says otherwise', () => {
    expect(emptyCode('health').results).toMatchObject({ green: 'pass', yellow: 'ask', red: 'hold' })
    expect(emptyCode('test').results).toMatchObject({ negative: 'pass', positive: 'hold' })
  })

  it('is not ready without its notice, with half a rule of passes, or a code that nobody passes', () => {
    const form = { ...formOf(RULES), source: '通知' }
    const hopeless = { ...emptyCode('health'), results: {} }
    expect(isReady(form)).toBe(true)
    expect(isReady({ ...form, source: ' ' })).toBe(false)
    expect(isReady({ ...form, passSubjects: [] })).toBe(false)
    expect(isReady({ ...form, codes: [hopeless] })).toBe(false)
  })

  it('reads minutes by the clock of the street', () => {
    expect([instantOf('2026-03-06T08:00'), instantOf('')]).toEqual(['2026-03-06T08:00:00+08:00', null])
  })
})

describe('rules that were set', () => {
  const NOW = Date.parse('2026-03-06T08:00:00Z')
  const at = (begins: string, ends: string | null = null, id = 'v') => ({ id, begins, ends }) as GateRulesSet

  it('hold, wait, lie under later ones, or are over', () => {
    expect(standingOf(at('2026-03-06T07:00:00Z'), 'v', NOW)).toBe('holds')
    expect(standingOf(at('2026-03-06T07:00:00Z'), 'later', NOW)).toBe('covered')
    expect(standingOf(at('2026-03-07T07:00:00Z'), null, NOW)).toBe('waits')
    expect(standingOf(at('2026-03-01T07:00:00Z', '2026-03-06T08:00:00Z'), null, NOW)).toBe('over')
  })

  it('are over when they were withdrawn before they began', () => {
    const begins = '2026-03-07T07:00:00Z'
    expect(standingOf(at(begins, begins), null, NOW)).toBe('over')
  })
})

describe('somebody invented at a gate', () => {
  it('has shown nothing that was left open', () => {
    expect(factsOf(emptyTry(), 0)).toMatchObject({ codes: [], pass_state: null, temperature_c: null })
  })

  it('has results as old as was said, and of unknown time where nothing was', () => {
    const form = emptyTry()
    form.codes.test = { result: 'negative', hours: 2 }
    form.codes.health = { result: 'green', hours: undefined }
    const now = Date.parse('2026-03-06T08:00:00Z')
    expect(factsOf(form, now).codes).toEqual([
      { kind: 'health', result: 'green', at: null },
      { kind: 'test', result: 'negative', at: '2026-03-06T06:00:00.000Z' },
    ])
  })

  it('has what the code service said of codes of a drill, asked one after the other', async () => {
    const form = { ...emptyTry(), asksService: true }
    form.codes.health = { result: 'red', hours: 9 }
    form.codes.test = { result: 'negative', hours: undefined }
    const asked: string[] = []
    let underWay = 0
    vi.stubGlobal('fetch', async (request: Request) => {
      expect(++underWay).toBe(1)
      const { kind, shown } = (await request.json()) as { kind: string; shown: string }
      asked.push(shown)
      const at = '2026-03-06T07:00:00Z'
      underWay--
      return new Response(JSON.stringify({ kind, result: 'unclear', at, source: 'provider', drill: true }))
    })
    const told = await toldOf('g', chosenOf(form))
    expect(asked).toEqual(['DRILL.health.red', 'DRILL.test.negative'])
    expect(factsOf(form, 0, told).codes).toEqual([
      { kind: 'health', result: 'unclear', at: '2026-03-06T07:00:00Z' },
      { kind: 'test', result: 'unclear', at: '2026-03-06T07:00:00Z' },
    ])
  })
})

describe('the form of a pass', () => {
  it('counts the first day, over the ends of months and of leap years', () => {
    expect(lastOf('today', '2026-03-06')).toBe('2026-03-06')
    expect(lastOf('week', '2028-02-25')).toBe('2028-03-02')
    expect(lastOf('month', '2026-12-15')).toBe('2027-01-13')
    expect(lastOf('year', '2026-12-31')).toBe('2026-12-31')
  })

  it('knows which span two days make', () => {
    expect(spanOf('2026-03-06', '2026-03-12')).toBe('week')
    expect(spanOf('2026-03-06', '2026-03-11')).toBeUndefined()
  })

  it('begins at once today, with the day later on, and ends with its last', () => {
    const now = new Date()
    const form = { ...emptyPass('a1'), last: '2030-01-02' }
    expect(passBody(form, now)).toMatchObject({ begins: now.toISOString(), ends: endOf('2030-01-02') })
    expect(passBody({ ...form, first: '2030-01-01' }, now).begins).toBe('2030-01-01T00:00:00+08:00')
    expect(form.first).toBe(today())
  })

  it('says of the holder only what was chosen last', () => {
    const form = { ...emptyPass('a1'), resident: 'r', name: '某', phone: '139', plate: '赣A12345' }
    const named = { ...form, kind: 'visitor', holder: 'named' } as const
    expect(passBody(form, new Date())).toMatchObject({ resident_id: 'r', holder_name: '', plate: '' })
    expect(passBody(named, new Date())).toMatchObject({
      ...{ resident_id: null, holder_name: '某', holder_phone: '139', plate: '赣A12345' },
    })
  })

  it('is ready with a holder, a grid, a reason, and a plate for a vehicle', () => {
    const form = { ...emptyPass('a1'), resident: 'r', reason: '常住' }
    expect(passReady(form)).toBe(true)
    expect(passReady({ ...form, resident: '' })).toBe(false)
    expect(passReady({ ...form, grid: '' })).toBe(false)
    expect(passReady({ ...form, reason: ' ' })).toBe(false)
    expect(passReady({ ...form, kind: 'vehicle' })).toBe(false)
    expect(passReady({ ...form, kind: 'vehicle', plate: '赣A12345' })).toBe(true)
  })
})

describe('a half of a handover that is not there', () => {
  it('is still to be signed between two shifts, and is of nobody at the beginning and the end of a day', () => {
    const kinds = ['shift', 'opening', 'closing'] as const
    expect(kinds.map((kind) => unsigned({ kind }))).toEqual([
      'gateHandover.notYet',
      'gateHandover.nobody',
      'gateHandover.nobody',
    ])
  })
})
