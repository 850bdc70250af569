import { describe, expect, it } from 'vitest'
import { callOf } from '../../src/visits/callList'
import {
  askedIn,
  emptyVisit,
  formOfVisit,
  isComplete,
  problemsOf,
  visitsFrom,
} from '../../src/visits/visitForm'
import { visitOf } from '../../src/visits/documents'
import { fitted, blobOf } from '../../src/visits/photos'
import { question, round, target } from '../rows'

const GAS = question('gas', { answer: 'choice', options: ['管道', '瓶装'], required: true })
const PEOPLE = [
  { id: 'a', name: '章小满' },
  { id: 'b', name: '章大雪' },
]
const call = callOf(
  [
    { round: round('survey', { questions: [GAS] }), target: target('1', 'home') },
    { round: round('wires', { questions: [question('wires')] }), target: target('2', 'home') },
  ],
  10,
)
const asked = askedIn(call, PEOPLE)

describe('a visit told at length', () => {
  it('asks what is required of whom was met, and of nobody else', () => {
    const form = emptyVisit(call, 'telephone')
    expect(problemsOf(form, asked).missing.map(({ key }) => key)).toEqual(['gas'])
    expect(isComplete(problemsOf({ ...form, outcome: 'refused' }, asked))).toBe(true)
    expect(isComplete(problemsOf({ ...form, typed: { gas: '管道' } }, asked))).toBe(true)
  })

  it('wants to know where to who is away', () => {
    const form = { ...emptyVisit(call, 'telephone'), outcome: 'away' as const }
    expect(problemsOf(form, asked).away).toBe(true)
    expect(problemsOf({ ...form, away: 'city' }, asked).away).toBe(false)
  })

  it('becomes one visit a task, each with the answers of its round and its own lasting id', () => {
    const form = {
      ...emptyVisit(call, 'telephone'),
      typed: { gas: '管道', wires: false },
      note: ' 下午再来 ',
    }
    const visits = visitsFrom(form, call, asked, PEOPLE)
    expect(visits.map(({ target_id, way, answers, note }) => ({ target_id, way, answers, note }))).toEqual([
      { target_id: '1', way: 'telephone', answers: { gas: '管道' }, note: '下午再来' },
      { target_id: '2', way: 'telephone', answers: { wires: false }, note: '下午再来' },
    ])
    expect(visitsFrom(form, call, asked, PEOPLE).map(({ id }) => id)).toEqual(visits.map(({ id }) => id))
    expect(new Set(visits.map(({ id }) => id)).size).toBe(2)
  })

  it('counts who was met, and says nothing where everybody was', () => {
    const form = { ...emptyVisit(call, 'in_person'), typed: { gas: '管道' } }
    expect(visitsFrom(form, call, asked, PEOPLE)[0]?.persons_met).toBeNull()
    expect(visitsFrom({ ...form, unmet: ['b'] }, call, asked, PEOPLE)[0]?.persons_met).toBe(1)
    const refused = { ...form, outcome: 'refused' as const, unmet: ['b'] }
    expect(visitsFrom(refused, call, asked, PEOPLE)[0]).toMatchObject({ persons_met: null, answers: {} })
  })

  it('a refused one stands in the form again', () => {
    const refused = visitOf('1', 'met', { answers: { gas: '瓶装' }, note: '门口' })
    const form = formOfVisit(refused, asked)
    expect(form).toMatchObject({
      ids: { 1: refused.id },
      outcome: 'met',
      typed: { gas: '瓶装' },
      note: '门口',
    })
  })
})

describe('photographs', () => {
  it('are at most 1280 px on their longer side, and never blown up', () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1280, height: 960 })
    expect(fitted(3000, 4000)).toEqual({ width: 960, height: 1280 })
    expect(fitted(640, 480)).toEqual({ width: 640, height: 480 })
  })

  it('come back out of the form byte for byte', async () => {
    const blob = blobOf('data:image/jpeg;base64,/9j/4A==')
    expect(blob.type).toBe('image/jpeg')
    expect(blob.size).toBe(4)
  })
})
