import { describe, expect, it } from 'vitest'
import {
  celsiusIn,
  dayAnswered,
  inOrder,
  isFever,
  isPositive,
  readingsLeft,
  reportLacks,
  standingOf,
  testDue,
} from '../../src/follow/documents'

const TODAY = '2022-07-15'

function person(more: Partial<Parameters<typeof inOrder>[0][number]> = {}) {
  const asked = { begins: '2022-07-14', ends: '2022-07-20', asked: 2, missed_since: null }
  return { ...asked, name: '张三', tests: [], readings: [], ...more }
}

function reading(at: string) {
  return { id: at, at, way: 'call' as const, celsius: 36.5, symptoms: [] }
}

describe('who is to be followed up today', () => {
  it('counts the readings of today alone', () => {
    const readings = [reading(`${TODAY}T09:00:00`), reading('2022-07-14T09:00:00')]
    expect(readingsLeft(person({ readings }), TODAY)).toBe(1)
    expect(readingsLeft(person({ ends: '2022-07-14' }), TODAY)).toBe(0)
  })

  it('asks for the first test that nobody took a sample for', () => {
    const tests = [
      { day: '2022-07-13', state: 'negative' as const },
      { day: '2022-07-14', state: 'missed' as const },
      { day: '2022-07-16', state: 'ahead' as const },
    ]
    expect(testDue({ tests }, TODAY)).toBe('2022-07-14')
    expect(testDue({ tests: tests.slice(2) }, TODAY)).toBe('')
    expect(testDue({ tests: tests.slice(2) }, '2022-07-16')).toBe('2022-07-16')
  })

  it('puts whoever was missed above, and whoever is done below', () => {
    const done = person({ asked: 0, name: '丙' })
    const missed = person({ missed_since: '2022-07-14', name: '乙' })
    const due = person({ name: '甲' })
    expect(inOrder([done, due, missed], TODAY).map(({ name }) => name)).toEqual(['乙', '甲', '丙'])
    expect(standingOf(done, TODAY)).toBe('done')
  })
})

describe('a temperature', () => {
  it.each([
    ['36.5', 36.5],
    ['38,2', 38.2],
    ['37，3', 37.3],
    ['', undefined],
    ['365', undefined],
    ['abc', undefined],
  ])('%s is read as %s', (typed, told) => expect(celsiusIn(typed)).toBe(told))

  it('is a fever from what the book says', () => {
    expect(isFever({ fever_from: 37.3 }, 37.3)).toBe(true)
    expect(isFever({ fever_from: 37.3 }, 37.2)).toBe(false)
  })
})

describe('a result', () => {
  const now = new Date('2022-07-15T20:00:00')
  const taken = { id: 's', day: TODAY, at: '2022-07-15T09:00:40', method: 'nucleic_acid' as const }
  const open = { ...taken, result: null, reported_at: null, told_by: '', ct: null }
  const typed = { result: 'negative' as const, toldBy: '', reportedAt: '', ct: '', reason: '' }
  const lacking = (more: Partial<Parameters<typeof reportLacks>[0]>, sample = open as Sample) =>
    Object.entries(reportLacks({ ...typed, ...more }, sample, now))
      .filter(([, lacks]) => lacks)
      .map(([name]) => name)
  type Sample = Parameters<typeof reportLacks>[1]

  it.each([
    [{}, []],
    [{ result: undefined }, ['result']],
    [{ reportedAt: '2022-07-15T09:00' }, []], // the minute of the sample: a form knows no seconds
    [{ reportedAt: '2022-07-15T08:59' }, ['reportedAt']],
    [{ reportedAt: '2022-07-15T20:01' }, ['reportedAt']],
    [{ ct: '35.2' }, []],
    [{ ct: '350' }, ['ct']],
  ])('%j lacks %j', (more, lacks) => expect(lacking(more)).toEqual(lacks))

  it('that is another than before has a reason', () => {
    const positive = { ...open, result: 'positive' as const }
    expect(lacking({}, positive)).toEqual(['reason'])
    expect(lacking({ reason: '报错了人' }, positive)).toEqual([])
    expect(lacking({ result: 'positive' }, positive)).toEqual([])
  })

  it('is positive by the last sample that has one', () => {
    const positive = { ...open, result: 'positive' as const }
    expect(isPositive({ samples: [open, positive] })).toBe(true)
    expect(isPositive({ samples: [{ ...open, result: 'negative' as const }, positive] })).toBe(false)
    expect(isPositive({})).toBe(false)
  })

  it('answers the day of the rule that the server would take', () => {
    const tests = [
      { day: '2022-07-14', state: 'missed' as const },
      { day: TODAY, state: 'due' as const },
    ]
    expect(dayAnswered({ tests }, TODAY)).toBe(TODAY)
    expect(dayAnswered({ tests: tests.slice(0, 1) }, TODAY)).toBe('2022-07-14')
    expect(dayAnswered({ tests: [] }, TODAY)).toBe(TODAY)
  })
})
