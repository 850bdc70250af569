import { describe, expect, it } from 'vitest'
import type { MaterialAtGrid, MaterialDoor } from '@gridward/api'
import { daysAfter } from '../src/rounds/times'
import { byFloor } from '../src/notices/materials/floors'
import { withSums } from '../src/notices/materials/spread'

function at(name: string, community_name: string, handed: number, all = 10): MaterialAtGrid {
  const spread = { all, handed, group: 0, posted: 1, nobody: all - handed - 1 }
  return { grid: { id: name, name, code: name }, community_name, households: spread, organisations: spread }
}

function door(id: string, unit: string, floor: number | null, by: MaterialDoor['by']): MaterialDoor {
  return { id, label: id, grid_id: 'g', unit, floor, by, way: null, on: null, said_by: '' }
}

describe('whom a material reached', () => {
  it('is summed by community, and of all where there are several', () => {
    const rows = withSums([at('a1', 'a', 2), at('a2', 'a', 3), at('b1', 'b', 4)], '全街道')
    expect(rows.map(({ name, households }) => [name, households.handed, households.nobody])).toEqual([
      ['全街道', 9, 18],
      ['a', 5, 13],
      ['a1', 2, 7],
      ['a2', 3, 6],
      ['b', 4, 5],
      ['b1', 4, 5],
    ])
    expect(withSums([at('a1', 'a', 2)], '全街道').map(({ name }) => name)).toEqual(['a', 'a1'])
  })

  it('is ticked floor by floor, who has it in hand left out', () => {
    const doors = [
      door('101', '1', 1, 'nobody'),
      door('102', '1', 1, 'handed'),
      door('201', '1', 2, 'posted'),
      door('101b', '2', 1, 'group'),
      door('loose', '', null, 'nobody'),
    ]
    const floors = byFloor(doors)
    expect(floors.map(({ unit, floor, free }) => [unit, floor, free])).toEqual([
      ['1', 1, ['101']],
      ['1', 2, ['201']],
      ['2', 1, ['101b']],
      ['', null, ['loose']],
    ])
  })

  it('days go over the end of a month', () => {
    expect(daysAfter('2026-02-27', 2)).toBe('2026-03-01')
  })
})
