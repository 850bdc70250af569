// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { instantFrom } from '../src/instants'
import { factsFrom, knownFrom, rulesFrom, tokenFrom } from '../src/plain'

const RESIDENT = { direction: 'in', subject: 'resident' }
const TOKEN = {
  id: '0195F00000007000800000000000000A',
  kind: 'visitor',
  issue: 3,
  begins: '2022-04-01T00:00:00Z',
  ends: '2022-07-01T00:00:00+00:00',
}

describe('an instant', () => {
  it.each([
    ['2022-04-01T08:00:00+08:00', Date.UTC(2022, 3, 1)],
    ['2022-04-01T08:00:01+08:00', Date.UTC(2022, 3, 1, 0, 0, 1)],
    ['2022-04-01T00:00Z', Date.UTC(2022, 3, 1)],
    ['2022-03-31T18:30:00-05:30', Date.UTC(2022, 3, 1)],
    ['2022-04-01T00:00:00.5Z', Date.UTC(2022, 3, 1, 0, 0, 0, 500)],
    ['2022-04-01T00:00:00.123999Z', Date.UTC(2022, 3, 1, 0, 0, 0, 123)],
    ['1969-12-31T23:59:59.999999+00:00', -1],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('is read to the millisecond: %s', (text, at) => {
    expect(instantFrom(text)).toBe(at)
  })

  it.each([
    '2022-04-01T08:00:00',
    '2022-04-01',
    '2022-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2022-13-01T00:00:00Z',
    '2022-04-01T24:00:00Z',
    '2022-04-01T08:00:60Z',
    '2022-04-01T08:00:00+24:00',
    '2022-04-01T08:00:00+08:60',
    '1 April 2022 08:00 GMT',
    '',
  ])('is none without a zone or out of the calendar: %s', (text) => {
    expect(() => instantFrom(text)).toThrow(RangeError)
  })
})

describe('rules', () => {
  it('ask for nothing that they do not name', () => {
    expect(rulesFrom({})).toEqual({
      name: '',
      codes: [],
      temperature: [],
      feverC: null,
      passFor: [],
      passSubjects: [],
      apartMinutes: null,
    })
  })

  it('ask everybody who comes in for a code, of any age', () => {
    const [wanted] = rulesFrom({ codes: [{ kind: 'test', passes: ['negative'] }] }).codes
    const subjects = ['resident', 'visitor', 'helper', 'delivery', 'vehicle', 'unknown']
    expect(wanted).toEqual({
      kind: 'test',
      passes: ['negative'],
      holds: [],
      hours: null,
      directions: ['in'],
      subjects,
    })
  })

  it.each([
    { codes: [{ kind: 'colour', passes: [] }] },
    { codes: [{ kind: 'test' }] },
    { codes: ['test'] },
    { codes: {} },
    { temperature: ['up'] },
    { fever_c: '37.3' },
    { name: 1 },
  ])('that name what there is not are refused: %j', (plain) => {
    expect(() => rulesFrom(plain)).toThrow(RangeError)
  })
})

describe('facts', () => {
  it('are of a free person without a pass unless they say more', () => {
    expect(factsFrom(RESIDENT)).toEqual({
      ...RESIDENT,
      passState: null,
      standing: 'free',
      temperatureC: null,
      codes: [],
      elsewhereAt: null,
      noPhone: false,
      emergency: false,
    })
  })

  it.each([
    { direction: 'in' },
    { ...RESIDENT, standing: 'ill' },
    { ...RESIDENT, pass_state: 'lost' },
    { ...RESIDENT, elsewhere_at: 5 },
    { ...RESIDENT, codes: [{ kind: 'test', result: 'negative', at: '2022-04-01T08:00:00' }] },
  ])('that cannot be are refused: %j', (plain) => {
    expect(() => factsFrom(plain)).toThrow(RangeError)
  })
})

describe('a pass', () => {
  it('has its ids in one form', () => {
    const known = knownFrom({ ...TOKEN, gates: ['0195F000-0000-7000-8000-0000000000A1'] })
    expect(known).toMatchObject({ id: '0195f000-0000-7000-8000-00000000000a', revoked: false, used: false })
    expect(known.gates).toEqual(['0195f000-0000-7000-8000-0000000000a1'])
    expect(known.ends - known.begins).toBe(91 * 86_400_000)
  })

  it.each([
    { id: 'none' },
    { issue: null },
    { kind: 'pilot' },
    { begins: '2022-04-01' },
    { ends: undefined },
  ])('is refused with %j', (changed) => {
    expect(() => tokenFrom({ ...TOKEN, ...changed })).toThrow(RangeError)
  })
})
