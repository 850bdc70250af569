import { describe, expect, it } from 'vitest'
import type { Coverage, GridCoverage } from '@gridward/api'
import { linesOf, percent, together } from '../src/rounds/coverage'

function coverage(targets: number, outcomes: Record<string, number>): Coverage {
  return {
    ...{ targets, done: 0, settled: 0, persons: 0, persons_met: 0, late_added: 0, visits: 0, asked_again: 1 },
    outcomes,
  }
}

function grid(community: string, name: string, targets: number): GridCoverage {
  return { community, grid: { id: name, code: name, name }, coverage: coverage(targets, { met: targets }) }
}

describe('coverage', () => {
  it('sums every figure and every outcome', () => {
    const sum = together([coverage(2, { met: 1, away: 1 }), coverage(3, { met: 2 })])
    expect(sum).toMatchObject({ targets: 5, asked_again: 2, outcomes: { met: 3, away: 1 } })
  })

  it('has all, then each community with its grids', () => {
    const lines = linesOf([grid('A', 'A1', 1), grid('A', 'A2', 2), grid('B', 'B1', 4)], 'all')
    expect(lines.map(({ kind, name, coverage: { targets } }) => [kind, name, targets])).toEqual([
      ['all', 'all', 7],
      ['community', 'A', 3],
      ['grid', 'A1', 1],
      ['grid', 'A2', 2],
      ['grid', 'B1', 4],
    ])
  })

  it('leaves out the sum of a single grid', () => {
    expect(linesOf([grid('A', 'A1', 1)], 'all').map(({ kind }) => kind)).toEqual(['grid'])
  })

  it('is never whole while one is left', () => {
    expect(percent(999, 1000)).toBe(99)
    expect(percent(1000, 1000)).toBe(100)
    expect(percent(0, 0)).toBeUndefined()
  })
})
