import { describe, expect, it } from 'vitest'
import { doneBy, dueOf } from '../../src/today/due'
import { visitOf } from '../../src/visits/documents'
import { building, round, target } from '../rows'

const SURVEY = round('survey', { ends_on: '2026-12-01' })
const WIRES = round('wires', { ends_on: '2026-11-29' })
const HOUSES = {
  one: building('one', [], { number_key: '1' }),
  two: building('two', [], { number_key: '2' }),
  ten: building('ten', [], { number_key: '10' }),
}
const again = (id: string, hours: { from: number; to: number } | null) =>
  target(id, id, { round_id: 'survey', outcome: 'no_answer', best_hours: hours })
const open = (id: string, subject: string, of = 'survey') => target(id, subject, { round_id: of })
const where = ({ subject_id }: { subject_id: string }) => HOUSES[subject_id as keyof typeof HOUSES]

describe('what is due', () => {
  it('begins with the doors whose best hours are now, then those whose hours come soonest', () => {
    const targets = [
      again('never', null),
      again('evening', { from: 18, to: 21 }),
      again('past', { from: 8, to: 10 }),
      again('noon', { from: 12, to: 14 }),
      again('now', { from: 10, to: 12 }),
    ]
    const { revisits } = dueOf(targets, [SURVEY], () => undefined, 11)
    expect(revisits.map(({ target: { id } }) => id)).toEqual(['now', 'noon', 'evening', 'never', 'past'])
    expect(revisits.map(({ now }) => now)).toEqual([true, false, false, false, false])
  })

  it('an hour that has ended is not now', () => {
    const { revisits } = dueOf([again('x', { from: 10, to: 12 })], [SURVEY], () => undefined, 12)
    expect(revisits[0]?.now).toBe(false)
  })

  it('counts unvisited doors by building: what ends first, then along the compound', () => {
    const targets = [
      open('1', 'ten'),
      open('2', 'two'),
      open('3', 'two'),
      open('4', 'one', 'wires'),
      open('5', 'one'),
      open('6', 'nowhere'),
    ]
    const { buildings } = dueOf(targets, [SURVEY, WIRES], where, 9)
    expect(buildings.map(({ building: at, open: left, endsOn }) => [at?.id, left, endsOn])).toEqual([
      ['one', 2, '2026-11-29'],
      ['two', 2, '2026-12-01'],
      ['ten', 1, '2026-12-01'],
      [undefined, 1, '2026-12-01'],
    ])
  })

  it('tells shops of a building apart from its households', () => {
    const shop = target('7', 'one', { round_id: 'survey', kind: 'organisation' })
    const { buildings } = dueOf([open('8', 'one'), shop], [SURVEY], where, 9)
    expect(buildings.map(({ open: left, units }) => [left, units])).toEqual([[2, 1]])
  })

  it('has nothing of what is settled or of rounds that are not open', () => {
    const settled = target('1', 'one', { round_id: 'survey', outcome: 'met', settled: true })
    expect(dueOf([settled, open('2', 'one', 'closed')], [SURVEY], where, 9)).toEqual({
      revisits: [],
      buildings: [],
    })
  })

  it('counts what was done by way', () => {
    const visits = [visitOf('1', 'met'), visitOf('2', 'met', { way: 'telephone' }), visitOf('3', 'no_answer')]
    expect(doneBy(visits)).toEqual({ in_person: 2, telephone: 1, paper: 0 })
  })
})
