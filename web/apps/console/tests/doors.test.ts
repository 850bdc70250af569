import type { Building, Dwelling } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { doorRows } from '../src/territory/doors'

const door = (floor: number, room: string): Dwelling => ({ id: room, floor, room, household: null })
const BUILDING: Building = {
  id: 'b',
  name: '3栋',
  site: { id: 's', name: '幸福小区' },
  grid: null,
  floors: 11,
  units: [
    { name: '1单元', dwellings: [door(1, '101'), door(11, '1110'), door(11, '1102')] },
    { name: '2单元', dwellings: [door(2, '201')] },
  ],
}

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
