import { describe, expect, it } from 'vitest'
import { visitOf } from '../../src/visits/documents'
import { withVisit } from '../../src/visits/recording'
import { round, target } from '../rows'

const AT = '2026-11-28T10:00:00+08:00'

describe('a visit shown in its target', () => {
  it('met settles it, and everybody was met who was not said to be missed', () => {
    const after = withVisit(target('t', 'home'), visitOf('t', 'met'), AT, round('round'))
    expect(after).toMatchObject({ outcome: 'met', outcome_at: AT, settled: true, tries: 1, persons_met: 3 })
    expect(withVisit(target('t', 'home'), visitOf('t', 'met', { persons_met: 1 }), AT).persons_met).toBe(1)
  })

  it('a closed door is tried as often as the round says', () => {
    const twice = target('t', 'home', { tries: 1, outcome: 'no_answer' })
    expect(withVisit(twice, visitOf('t', 'no_answer'), AT, round('round')).settled).toBe(false)
    expect(withVisit({ ...twice, tries: 2 }, visitOf('t', 'no_answer'), AT, round('round')).settled).toBe(
      true,
    )
  })

  it('a door that was opened stays so though a closed one comes after', () => {
    const met = target('t', 'home', { outcome: 'met', settled: true, persons_met: 3, tries: 1 })
    expect(withVisit(met, visitOf('t', 'no_answer'), AT, round('round'))).toMatchObject({
      outcome: 'met',
      settled: true,
      persons_met: 3,
      tries: 2,
    })
  })

  it('nobody is left to meet where they moved out, and nobody was met where the door stayed closed', () => {
    expect(withVisit(target('t', 'home'), visitOf('t', 'moved_out'), AT).persons_met).toBe(3)
    expect(withVisit(target('t', 'home'), visitOf('t', 'no_answer'), AT).persons_met).toBe(0)
  })

  it('answers are known from that day on, and of persons who were not asked the old ones stay', () => {
    const known = { vaccinated: { answer: { a: true, b: false }, on: '2026-01-01' } }
    const visit = visitOf('t', 'met', { answers: { vaccinated: { b: true }, gas: '管道' } })
    expect(withVisit(target('t', 'home', { known }), visit, AT).known).toEqual({
      vaccinated: { answer: { a: true, b: true }, on: '2026-11-28' },
      gas: { answer: '管道', on: '2026-11-28' },
    })
  })

  it('unchanged says again what is known', () => {
    const known = { gas: { answer: '管道', on: '2026-01-01' } }
    const after = withVisit(target('t', 'home', { known }), visitOf('t', 'met', { unchanged: true }), AT)
    expect(after.known.gas).toEqual({ answer: '管道', on: '2026-11-28' })
  })

  it('keeps the last three visits, the newest first', () => {
    const last_visits = ['1', '2', '3'].map((at) => ({ at, outcome: 'no_answer' as const, by: '甲' }))
    const after = withVisit(target('t', 'home', { last_visits }), visitOf('t', 'refused'), AT)
    expect(after.last_visits.map(({ at }) => at)).toEqual([AT, '1', '2'])
  })
})
