import { describe, expect, it } from 'vitest'
import { celsiusIn, inOrder, isFever, readingsLeft, standingOf, testDue } from '../../src/follow/documents'

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
