import type { Building, Door } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { doorRows } from '../src/territory/doors'

const door = (room: string): Door => ({ id: room, label: room, room, residential: true })
const BUILDING = {
  unit_list: [
    {
      id: 'u1',
      number_key: '1',
      floors: [
        { floor: 1, doors: [door('101')] },
        { floor: 11, doors: [door('1110'), door('1102')] },
      ],
    },
    { id: 'u2', number_key: '2', floors: [{ floor: 2, doors: [door('201')] }] },
  ],
} as Building

describe('the table of doors', () => {
  it('has the top floor first', () => {
    expect(doorRows(BUILDING).map(({ floor }) => floor)).toEqual([11, 2, 1])
  })

  it('orders the rooms of a floor by number', () => {
    expect(doorRows(BUILDING)[0]?.cells[0]?.map(({ room }) => room)).toEqual(['1102', '1110'])
  })

  it('leaves a place for a unit without doors on that floor', () => {
    expect(doorRows(BUILDING)[1]?.cells.map((cell) => cell.length)).toEqual([0, 1])
  })
})
