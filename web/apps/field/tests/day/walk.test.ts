import { describe, expect, it } from 'vitest'
import { legsOf, type Walk } from '../../src/day/walk'
import type { PhoneTarget } from '../../src/visits/documents'
import { building, target } from '../rows'
import { DAY } from './given'

const HOUSES = new Map([
  ...['a', 'b', 'c'].map((subject) => [subject, building('one', [])] as const),
  ...['x', 'y'].map((subject) => [subject, building('two', [])] as const),
])
const where = ({ subject_id }: PhoneTarget) => HOUSES.get(subject_id)
const walk = (...subjects: string[]): Walk => ({ day: DAY, subjects, metres: 0 })
const open = (...subjects: string[]) => subjects.map((one) => target(one, one))
const told = (legs: ReturnType<typeof legsOf>) =>
  legs.map((leg) => [leg.building?.id ?? '', leg.subjects.join('')])

describe('the way of a day', () => {
  it('leads from building to building in the order of the server, twice where that says so', () => {
    const legs = legsOf([walk('x', 'a', 'b', 'y', 'loose')], open('a', 'b', 'x', 'y', 'loose'), where)
    expect(told(legs)).toEqual([
      ['two', 'x'],
      ['one', 'ab'],
      ['two', 'y'],
      ['', 'loose'],
    ])
  })

  it('leaves out what is settled, and counts what was tried', () => {
    const targets = [
      target('a', 'a', { outcome: 'met', settled: true }),
      target('b', 'b', { outcome: 'no_answer', tries: 1 }),
      target('c', 'c'),
    ]
    expect(legsOf([walk('a', 'b', 'c')], targets, where)).toMatchObject([{ subjects: ['b', 'c'], again: 1 }])
  })

  it('puts what came later into its building, or behind', () => {
    expect(told(legsOf([walk('a', 'x')], open('a', 'x', 'y', 'b', 'late'), where))).toEqual([
      ['one', 'ab'],
      ['two', 'xy'],
      ['', 'late'],
    ])
  })

  it('goes once to who is in two rounds, as the first of them says', () => {
    const targets = [...open('a', 'x'), target('a2', 'a', { round_id: 'other' })]
    const legs = legsOf([walk('a'), walk('x', 'a')], targets, where)
    expect(told(legs)).toEqual([
      ['one', 'a'],
      ['two', 'x'],
    ])
  })
})
