import { describe, expect, it } from 'vitest'
import { answersFor, callsOf, knownOf } from '../../src/visits/callList'
import { question, round, target } from '../rows'

const SURVEY = round('survey', {
  ends_on: '2026-12-01',
  questions: [question('gas'), question('pets')],
})
const WIRES = round('wires', { ends_on: '2026-11-30', questions: [question('gas', { required: true })] })

describe('the call list', () => {
  it('makes one call of everything that is open about one household', () => {
    const calls = callsOf(
      [
        target('1', 'home', { round_id: 'survey' }),
        target('2', 'home', { round_id: 'wires' }),
        target('3', 'other', { round_id: 'survey' }),
      ],
      [SURVEY, WIRES],
      10,
    )
    expect(calls.map(({ subject, tasks }) => [subject, tasks.length])).toEqual([
      ['home', 2],
      ['other', 1],
    ])
  })

  it('asks every question once, required where one round requires it', () => {
    const [call] = callsOf(
      [target('1', 'home', { round_id: 'survey' }), target('2', 'home', { round_id: 'wires' })],
      [SURVEY, WIRES],
      10,
    )
    expect(call?.questions.map(({ code, required }) => [code, required])).toEqual([
      ['gas', true],
      ['pets', false],
    ])
    expect(call?.endsOn).toBe('2026-11-30')
  })

  it('leaves out what is settled, and what belongs to no open round', () => {
    const done = target('1', 'home', { round_id: 'survey', settled: true, outcome: 'met' })
    expect(callsOf([done, target('2', 'home', { round_id: 'closed' })], [SURVEY], 10)).toEqual([])
  })

  it('calls first who is likely to answer now, then what ends first', () => {
    const calls = callsOf(
      [
        target('1', 'late', { round_id: 'survey' }),
        target('2', 'soon', { round_id: 'wires' }),
        target('3', 'now', { round_id: 'survey', best_hours: { from: 10, to: 12 } }),
      ],
      [SURVEY, WIRES],
      11,
    )
    expect(calls.map(({ subject }) => subject)).toEqual(['now', 'soon', 'late'])
  })

  it('takes the newest word of what is known, and gives each round its own answers', () => {
    const older = target('1', 'home', { known: { gas: { answer: '瓶装', on: '2026-01-01' } } })
    const newer = target('2', 'home', { known: { gas: { answer: '管道', on: '2026-02-01' } } })
    const known = knownOf([
      { round: SURVEY, target: newer },
      { round: WIRES, target: older },
    ])
    expect(known.gas?.answer).toBe('管道')
    expect(answersFor({ round: WIRES, target: older }, { gas: true, pets: false })).toEqual({ gas: true })
  })
})
