import type { Content } from '@gridward/offline'
import { describe, expect, it } from 'vitest'
import { countOf, factsOf, momentsOf } from '../../src/day/facts'
import { visitOf } from '../../src/visits/documents'
import { target } from '../rows'
import { at, DAY, given, looking, patrol } from './given'

const visit = (
  to: string,
  ...said: Parameters<typeof visitOf> extends [string, ...infer Rest] ? Rest : never
) => visitOf(to, ...said) as unknown as Content

describe('the facts of a day', () => {
  it('are what was recorded on that day in that grid, and not refused', () => {
    const look = looking([target('1', 'a'), target('2', 'b'), target('3', 'far')], ['3'])
    const outbox = [
      given('visit.record', '09:00', visit('1', 'met')),
      given('visit.record', '09:10', visit('2', 'met'), { state: 'needs_you' }),
      given('visit.record', '09:20', visit('3', 'met')),
      given('visit.record', '09:30', visit('2', 'refused'), { at: at('09:30', '2026-11-27') }),
    ]
    expect(factsOf(outbox, DAY, 'grid', look).visits.map(({ subject }) => subject)).toEqual(['a'])
    expect(factsOf(outbox, DAY, 'other', look).visits.map(({ subject }) => subject)).toEqual(['far'])
  })

  it('count everybody of a household as met where nobody is named', () => {
    const look = looking([target('1', 'a', { persons: 4 })])
    const outbox = [
      given('visit.record', '09:00', visit('1', 'met')),
      given('visit.record', '09:10', visit('1', 'met', { persons_met: 1 })),
      given('visit.record', '09:20', visit('1', 'away', { away: 'city' })),
    ]
    const { visits } = factsOf(outbox, DAY, 'grid', look)
    expect(visits.map(({ personsMet }) => personsMet)).toEqual([4, 1, 0])
  })

  it('know a visit to a household that was entered here, of which the server has not told', () => {
    const content = { ...visit('1', 'met'), target_id: null, round_id: 'round', subject_id: 'new' }
    const look = looking([target('round_new', 'new', { late_added: true, persons: 2 })])
    const added = given('household.add', '09:00', { id: 'new', grid_id: 'grid' })
    const facts = factsOf([added, given('visit.record', '09:05', content)], DAY, 'grid', look)
    expect(facts.visits).toMatchObject([{ subject: 'new', personsMet: 2, label: 'door of new' }])
    expect(facts.targets).toMatchObject([{ lateAdded: true, due: true }])
  })

  it('take entries of the register by their kinds', () => {
    const outbox = [
      given('household.add', '08:00', { id: 'h', grid_id: 'grid' }),
      given('resident.add', '08:01', { id: 'r', household_id: 'h', name: '方小满' }),
      given('resident.leave', '08:02', { id: 's', household_id: 'h' }),
      given('household.change', '08:03', { id: 'h' }),
      given('log.sign', '08:04', { id: 'l', grid_id: 'grid' }),
    ]
    const { entries } = factsOf(outbox, DAY, 'grid', looking([]))
    expect(entries.map(({ kind }) => kind)).toEqual([
      'household_added',
      'resident_added',
      'resident_left',
      'changed',
    ])
    expect(entries[1]?.label).toBe('方小满 door of h')
  })

  it('count a patrol on the day on which it began', () => {
    const late = patrol('23:30', '23:59', { ended_at: at('00:20', '2026-11-29') })
    const outbox = [given('patrol.record', '23:59', { ...late }, { at: at('00:20', '2026-11-29') })]
    const facts = factsOf(outbox, DAY, 'grid', looking([]))
    expect(facts.patrols).toHaveLength(1)
    expect(countOf(facts)).toBe(1)
    expect(momentsOf(facts)).toEqual([late.started_at, late.ended_at])
    expect(factsOf(outbox, '2026-11-29', 'grid', looking([])).patrols).toEqual([])
  })

  it('hold as due what was open when the day began', () => {
    const look = looking([
      target('1', 'a'),
      target('2', 'b', { settled: true, outcome: 'met', outcome_at: at('09:00') }),
      target('3', 'c', { settled: true, outcome: 'met', outcome_at: at('09:00', '2026-11-27') }),
    ])
    const { targets } = factsOf([], DAY, 'grid', look)
    expect(targets.map(({ due }) => due)).toEqual([true, true, false])
  })
})
