import type { WallFigures, WallGrid, WallPlan } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { classOf, FRAME, shapesOf } from '../src/wall/drawing'
import { calledBriefly, gridsOf, totalsOf, viewsOf } from '../src/wall/figures'

const square = (west: number, south: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.01, south],
      [west + 0.01, south + 0.01],
      [west, south + 0.01],
      [west, south],
    ],
  ],
})

function grid(id: string, community_id: string, boundary: WallGrid['boundary']): WallGrid {
  return { id, community_id, boundary, code: id, name: `${community_id}第${id}网格`, kind: 'base' }
}

const plan: WallPlan = {
  street: '街道',
  communities: [
    { id: '甲', name: '甲' },
    { id: '乙', name: '乙' },
  ],
  grids: [
    { ...grid('甲格', '甲', null), kind: 'community' },
    grid('1', '甲', square(115.88, 28.67)),
    grid('2', '甲', square(115.89, 28.67)),
    grid('3', '乙', square(115.9, 28.67)),
  ],
}
const row = (grid_id: string, under_way: number, late = 0) => ({ grid_id, under_way, late, risen: 0 })
const figures: WallFigures = {
  at: '2026-03-02T09:00:00+08:00',
  grids: [row('甲格', 1), row('1', 2, 1), row('3', 4)],
  oldest: [],
}

describe('turns', () => {
  it('are the whole and each community, and one for a wall of one community', () => {
    expect(viewsOf(plan).map(({ name }) => name)).toEqual(['街道', '甲', '乙'])
    expect(viewsOf({ ...plan, communities: plan.communities.slice(0, 1) })).toHaveLength(1)
  })

  it('sum over their grids, those of the community itself too', () => {
    const [whole, first, second] = viewsOf(plan)
    expect(totalsOf(plan, figures, whole)).toEqual({ under_way: 7, late: 1, risen: 0 })
    expect(totalsOf(plan, figures, first)).toEqual({ under_way: 3, late: 1, risen: 0 })
    expect(totalsOf(plan, figures, second).under_way).toBe(4)
  })

  it('name grids without their community', () => {
    const names = calledBriefly(plan, gridsOf(plan, { id: '甲', name: '甲' })).map(({ name }) => name)
    expect(names).toEqual(['第甲格网格', '第1网格', '第2网格'])
  })
})

describe('the map', () => {
  it('leaves out what has no boundary, keeps north above and stays within its frame', () => {
    const [one, above] = shapesOf([
      grid('1', '甲', square(115.88, 28.67)),
      grid('2', '甲', square(115.88, 28.68)),
      grid('3', '甲', null),
    ])
    expect(above?.spot[1]).toBeLessThan(one?.spot[1] ?? 0)
    for (const { spot } of [one, above].filter((shape) => shape !== undefined)) {
      expect(spot[0]).toBeGreaterThan(0)
      expect(spot[0]).toBeLessThan(FRAME.width)
      expect(spot[1]).toBeLessThan(FRAME.height)
    }
  })

  it('writes the figure into the largest part of a grid of several', () => {
    const { coordinates } = square(115.9, 28.67)
    const small = [
      coordinates[0]?.map(([x = 0, y = 0]) => [115.88 + (x - 115.9) / 10, 28.67 + (y - 28.67) / 10]),
    ]
    const [shape] = shapesOf([grid('1', '甲', { type: 'MultiPolygon', coordinates: [small, coordinates] })])
    expect(shape?.spot[0]).toBeGreaterThan(FRAME.width / 2)
  })

  it('has a class of its own for none, and the highest for the highest', () => {
    expect([0, 1, 5, 10].map((value) => classOf(value, 10))).toEqual([0, 1, 2, 4])
    expect(classOf(1, 1)).toBe(1)
  })
})
