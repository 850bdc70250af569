import { describe, expect, it } from 'vitest'
import { answersOf, askedOf, missingOf, unfitOf, valueOf } from '../../src/visits/answers'
import { question } from '../rows'

const QUESTIONS = [
  question('gas', { answer: 'choice', options: ['管道', '瓶装'], required: true }),
  question('vaccinated', { about: 'person', required: true }),
  question('guests', { answer: 'number' }),
]
const PEOPLE = [
  { id: 'a', name: '章小满' },
  { id: 'b', name: '章大雪' },
]
const KNOWN = {
  gas: { answer: '管道', on: '2026-11-01' },
  vaccinated: { answer: { a: true }, on: '2026-11-01' },
}
const asked = askedOf(QUESTIONS, { known: KNOWN }, PEOPLE)

describe('questions at a door', () => {
  it('asks of the household once and of each person', () => {
    expect(asked.map(({ key }) => key)).toEqual(['gas', 'vaccinated/a', 'vaccinated/b', 'guests'])
  })

  it('has in its boxes what is known', () => {
    expect(asked.map((one) => valueOf(one, {}))).toEqual(['管道', true, undefined, undefined])
    expect(asked[1]?.known?.on).toBe('2026-11-01')
  })

  it('misses what is required and neither known nor typed', () => {
    expect(missingOf(asked, {}).map(({ key }) => key)).toEqual(['vaccinated/b'])
    expect(missingOf(asked, { 'vaccinated/b': false })).toEqual([])
  })

  it('an answer that was taken back is missing, though it was known', () => {
    const typed = { gas: undefined, 'vaccinated/b': true }
    expect(missingOf(asked, typed).map(({ key }) => key)).toEqual(['gas'])
  })

  it('sends what differs from what is known, and no burden', () => {
    const typed = { gas: '管道', 'vaccinated/a': false, 'vaccinated/b': true, guests: '2' }
    expect(answersOf(asked, typed)).toEqual({ vaccinated: { a: false, b: true }, guests: 2 })
    expect(answersOf(asked, {})).toEqual({})
  })

  it('a number that is none does not fit', () => {
    expect(unfitOf(asked, { guests: '两个' }).map(({ key }) => key)).toEqual(['guests'])
    expect(unfitOf(asked, { guests: '2' })).toEqual([])
    expect(unfitOf(asked, { guests: '' })).toEqual([])
  })
})
