import { describe, expect, it } from 'vitest'
import type { DrawPlan, PostOfUnit, SheetVersion } from '@gridward/api'
import { firstHour, hoursOf, stateOf } from '../src/day/draws/draws'
import { gridsOf } from '../src/day/sheets/useSheets'
import { eachOf, workersOf } from '../src/day/sheets/workers'
import { spanOf } from '../src/day/times'

function post(grid_id: string | null, code: string, ...names: string[]): PostOfUnit {
  const holders = names.map((name) => ({ member_id: name, member_name: name }))
  return { grid_id, post: code, holders } as PostOfUnit
}

function sheet(grid_id: string, name: string): SheetVersion {
  return { grid_id, member_id: name, account_name: name } as SheetVersion
}

describe('whose sheets are looked at', () => {
  const posts = [
    post('b', 'grid_manager', '乙'),
    post('a', 'grid_supervisor', '丙'),
    post('a', 'grid_manager', '甲'),
    post('a', 'health_liaison', '医'),
    post(null, 'street_grid_chief', '总'),
  ]

  it('are those of workers at doors, grid by grid, without other posts and other grids', () => {
    expect(workersOf(['a'], posts, []).map(({ name }) => name)).toEqual(['丙', '甲'])
    expect(workersOf(['b', 'a'], posts, []).map(({ grid }) => grid)).toEqual(['b', 'a', 'a'])
  })

  it('are also those of whoever confirmed one, each once', () => {
    const found = workersOf(['a', 'b'], posts, [
      sheet('a', '甲'),
      sheet('a', '甲'),
      sheet('a', '警'),
      sheet('z', '远'),
    ])
    expect(found.map(({ name }) => name)).toEqual(['丙', '甲', '警', '乙'])
  })

  it('are at grids where the reader works, of a community or one of its grids', () => {
    const grids = [
      { id: 'a', mine: true },
      { id: 'b', mine: false },
    ]
    const communities = [{ code: '01', grids }] as Parameters<typeof gridsOf>[0]
    expect(gridsOf(communities, '01')).toEqual(['a'])
    expect(gridsOf(communities, 'a')).toEqual(['a'])
    expect(gridsOf(communities, 'b')).toEqual([])
  })

  it('are read a few at a time, all of them', async () => {
    const done: number[] = []
    let running = 0
    let most = 0
    await eachOf([1, 2, 3, 4, 5], 2, async (one) => {
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      done.push(one)
    })
    expect(done.sort()).toEqual([1, 2, 3, 4, 5])
    expect(most).toBe(2)
  })
})

describe('a plan of drawn patrols', () => {
  const evening = { days: [1, 2], from: 18, to: 22 }

  it('counts the hours that may be drawn', () => {
    expect(hoursOf([evening, { days: [6], from: 0, to: 24 }])).toBe(32)
  })

  it.each([
    [[]],
    [[{ days: [], from: 8, to: 9 }]],
    [[{ days: [1], from: 9, to: 9 }]],
    [[evening, { days: [2, 3], from: 21, to: 23 }]],
  ])('has no hours where windows are empty, turned or lie over each other: %j', (windows) => {
    expect(hoursOf(windows)).toBeUndefined()
  })

  it('tells its officer before the first hour', () => {
    expect(firstHour([evening, { days: [6], from: 7, to: 9 }])).toBe(7)
  })

  it.each([
    ['ahead', { starts_on: '2026-03-10' }],
    ['running', { starts_on: '2026-03-09' }],
    ['stopped', { starts_on: '2026-03-10', stopped_on: '2026-03-10' }],
    ['over', { starts_on: '2026-01-01', stopped_on: '2026-02-01', over: true }],
  ])('is %s', (state, given) => {
    const plan = { stopped_on: null, over: false, ...given } as DrawPlan
    expect(stateOf(plan, '2026-03-09')).toBe(state)
  })
})

it('tells times by the clock of the street', () => {
  expect(spanOf('2026-03-04T01:05:00Z', '2026-03-04T16:00:00Z')).toBe('09:05–00:00')
})
