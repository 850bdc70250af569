import { describe, expect, it } from 'vitest'
import { DUTIES, type DutyId } from '../../src/today/duties'
import { itemsOf, type Known } from '../../src/today/items'
import { toldBy } from '../../src/today/useTold'
import { patrolDays, workedDays } from '../../src/today/worked'
import type { Given } from '@gridward/offline'
import type { Progress } from '../../src/visits/progress'
import { round } from '../rows'

const NO_UNITS = { all: 0, done: 0, again: 0 }
const TODAY = '2026-11-28'

function known(said: Partial<Known> = {}): Known {
  return {
    today: TODAY,
    rounds: [],
    visited: { count: 0, units: 0 },
    settled: { count: 0, units: 0 },
    patrolling: false,
    patrols: [],
    signed: false,
    confirmed: false,
    unsigned: [],
    unconfirmed: [],
    refused: 0,
    ...said,
  }
}

function walked(ends_on: string, said: Partial<Progress>) {
  const progress = { all: 10, done: 0, again: 0, persons: 30, personsMet: 0, units: NO_UNITS, ...said }
  return { round: round('r', { name: '冬季排查', ends_on }), progress }
}

function told(duty: DutyId, said: Partial<Known>) {
  return itemsOf([duty], known(said)).map(({ state, text, values }) => [state, text, values.count ?? ''])
}

describe('doors', () => {
  it.each([
    ['2026-11-29', 'due'],
    [TODAY, 'due'],
    ['2026-11-27', 'late'],
  ])('of a round that ends on %s are %s', (ends, state) => {
    const rounds = [walked(ends, { done: 4, again: 1 })]
    expect(told('walk_targets', { rounds })).toEqual([[state, 'doors_left', 5]])
    expect(told('revisit_doors', { rounds })).toEqual([[state, 'doors_again', 1]])
  })

  it('that were visited today are done', () => {
    const said = {
      rounds: [walked(TODAY, { done: 10 })],
      visited: { count: 3, units: 1 },
      settled: { count: 2, units: 0 },
    }
    expect(told('walk_targets', said)).toEqual([['done', 'doors_visited', 3]])
    expect(told('revisit_doors', said)).toEqual([['done', 'doors_settled', 2]])
    expect(itemsOf(['walk_targets'], known(said))[0]?.values).toEqual({ count: 3, units: 1 })
  })

  it('of organisations are told apart from households', () => {
    const units = { all: 4, done: 1, again: 1 }
    const rounds = [walked(TODAY, { done: 4, again: 1, units })]
    const [left] = itemsOf(['walk_targets'], known({ rounds }))
    expect(left?.values).toEqual({ name: '冬季排查', count: 5, units: 2 })
    const [again] = itemsOf(['revisit_doors'], known({ rounds }))
    expect(again?.values).toEqual({ name: '冬季排查', count: 1, units: 1 })
    const [ends] = itemsOf(['watch_rounds'], known({ rounds }))
    expect(ends?.values).toEqual({ name: '冬季排查', count: 6, units: 3, share: 40 })
  })
})

describe('papers', () => {
  it.each([
    ['write_log', 'log', 'signed', 'unsigned'],
    ['confirm_sheet', 'sheet', 'confirmed', 'unconfirmed'],
  ] as const)('%s is late for days worked, due today, done when given', (duty, name, given, missing) => {
    expect(told(duty, {})).toEqual([['due', `${name}_due`, '']])
    expect(told(duty, { [given]: true })).toEqual([['done', `${name}_done`, '']])
    const days = ['2026-11-26', '2026-11-27'].map((day) => ({ day, grid: 'g' }))
    const [late] = itemsOf([duty], known({ [missing]: days }))
    expect([late?.state, late?.text]).toEqual(['late', `${name}_missing`])
    expect(late?.values).toEqual({ day: '2026-11-26', count: 2 })
    expect(late?.to).toEqual({ name: 'day', query: { day: '2026-11-26', grid: 'g' } })
  })
})

describe('a patrol', () => {
  it('that is being walked is neither missing nor done', () => {
    expect(told('patrol_grid', { patrolling: true })).toEqual([['due', 'patrol_running', '']])
    expect(told('patrol_grid', { patrolling: true, patrols: ['2026-11-20'] })[0]?.[1]).toBe('patrol_running')
  })

  it.each([
    [[], 'due', 'patrol_due_daily'],
    [[TODAY, TODAY], 'done', 'patrol_done_daily'],
    [['2026-11-25'], 'due', 'patrol_due_daily'],
    [['2026-11-24', '2026-11-20'], 'late', 'patrol_late_daily'],
  ])('after %j is %s', (patrols, state, text) => {
    expect(told('patrol_grid', { patrols }).map(([one, other]) => [one, other])).toEqual([[state, text]])
  })
})

describe('a round that is watched', () => {
  it.each([
    ['2026-12-01', 4, [['due', 'round_ends', 6]]],
    ['2026-12-02', 4, []],
    ['2026-11-27', 4, [['late', 'round_ends', 6]]],
    ['2026-12-30', 10, [['done', 'round_walked', 10]]],
  ])('that ends on %s with %d of 10 done', (ends, done, items) => {
    expect(told('watch_rounds', { rounds: [walked(ends, { done })] })).toEqual(items)
  })
})

describe('what was not accepted', () => {
  it('is due as long as it waits', () => {
    expect(told('answer_refusals', {})).toEqual([])
    expect(told('answer_refusals', { refused: 2 })).toEqual([['due', 'refused', 2]])
  })
})

describe('the order', () => {
  it('is that of the list', () => {
    const said = { rounds: [walked(TODAY, { again: 1 })], refused: 1 }
    const ids = itemsOf(
      DUTIES.map(({ id }) => id),
      known(said),
    ).map(({ duty }) => duty)
    expect([...new Set(ids)]).toEqual(DUTIES.map(({ id }) => id))
  })
})

describe('days with work', () => {
  const at = (day: string) => new Date(`${day}T09:00:00`).toISOString()
  const given = (kind: string, day: string, content: Record<string, unknown>, state = 'confirmed') =>
    ({ id: day, kind, at: at(day), content: { id: day, ...content }, state, about: [], photos: [] }) as Given

  it('are those with visits or patrols, each once, and none that was refused', () => {
    const outbox = [
      given('visit.record', '2026-11-27', { target_id: 'a' }),
      given('visit.record', '2026-11-27', { target_id: 'b' }),
      given('visit.record', '2026-11-26', { target_id: 'gone' }),
      given('visit.record', '2026-11-25', { target_id: 'a' }, 'needs_you'),
      given('patrol.record', '2026-11-24', { grid_id: 'g', kind: 'patrol', started_at: at('2026-11-23') }),
      given('household.change', '2026-11-22', {}),
    ]
    const gridOf = (target: string) => (target === 'gone' ? undefined : 'g')
    expect(workedDays(outbox, gridOf)).toEqual([
      { day: '2026-11-23', grid: 'g' },
      { day: '2026-11-27', grid: 'g' },
    ])
  })

  it('with patrols are known apart from hours at a gate', () => {
    const patrol = (day: string, kind: string, state = 'sent') =>
      given('patrol.record', day, { grid_id: 'g', kind, started_at: at(day) }, state)
    const outbox = [
      patrol('2026-11-27', 'facility'),
      patrol('2026-11-26', 'gate'),
      patrol('2026-11-25', 'patrol', 'needs_you'),
    ]
    expect(patrolDays(outbox)).toEqual(['2026-11-27'])
  })
})

describe('what the server told', () => {
  it('is posts, and the days of papers that lack', () => {
    const item = (state: string, ...days: string[]) => ({ state, days })
    const duties = [
      { id: 'walk_targets', items: [item('late')] },
      { id: 'write_log', items: [item('late', '2026-11-25', '2026-11-26'), item('due', '2026-11-28')] },
      { id: 'confirm_sheet', items: [item('done', '2026-11-28')] },
    ]
    const home = { posts: [{ post: 'grid_manager', grid_id: 'g', duties }] } as unknown as Parameters<
      typeof toldBy
    >[0]
    expect(toldBy(home)).toEqual({
      posts: ['grid_manager'],
      unsigned: [
        { day: '2026-11-25', grid: 'g' },
        { day: '2026-11-26', grid: 'g' },
      ],
      unconfirmed: [],
    })
  })
})
