import type { DoorCell, DoorMatrix } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import {
  type Spot,
  above,
  cellAt,
  cellsOf,
  following,
  neighbour,
  passes,
  spotOf,
  tally,
  withCell,
} from '../src/territory/doors/matrix'

function door(room: string, given: Partial<DoorCell> = {}): DoorCell {
  return {
    dwelling_id: room,
    version: 1,
    unit_key: '',
    floor: 1,
    room,
    label: room,
    residential: true,
    state: 'unregistered',
    doubt: null,
    households: [],
    ...given,
  }
}

const household = {
  state: 'living',
  tenure: 'owner',
  residents: 2,
  conflicts: 1,
} as DoorCell['households'][0]

/** Two units; unit 2 has no door on the second floor. */
const MATRIX = {
  floors: [3, 2, 1],
  units: [
    {
      id: 'u1',
      number_key: '1',
      rows: [[door('a301'), door('a302')], [door('a201'), door('a202'), door('a203')], [door('a101')]],
    },
    {
      id: 'u2',
      number_key: '2',
      rows: [[door('b301')], [], [door('b101', { state: 'lived_in', households: [household] })]],
    },
  ],
} as unknown as DoorMatrix
const BOTH = [0, 1]

function spot(room: string, matrix = MATRIX): Spot {
  const found = spotOf(matrix, room)
  if (!found) throw new Error(`no door ${room}`)
  return found
}

function roomAt(at: Spot | undefined, matrix = MATRIX): string | undefined {
  return at && cellAt(matrix, at)?.room
}

function to(from: string, key: string, units = BOTH): string | undefined {
  return roomAt(neighbour(MATRIX, spot(from), key, units))
}

describe('moving in the door matrix', () => {
  it('goes along the floor from unit to unit', () => {
    expect(to('a302', 'ArrowRight')).toBe('b301')
    expect(to('b301', 'ArrowLeft')).toBe('a302')
    expect(to('a203', 'ArrowRight')).toBe('a203')
    expect(to('a203', 'Home')).toBe('a201')
    expect(to('a301', 'End')).toBe('b301')
  })

  it('goes up and down over floors without doors, and to the last door of a shorter floor', () => {
    expect(to('b301', 'ArrowDown')).toBe('b101')
    expect(to('b101', 'ArrowUp')).toBe('b301')
    expect(to('a203', 'ArrowDown')).toBe('a101')
    expect(to('a301', 'ArrowUp')).toBe('a301')
  })

  it('goes from unit to unit with the page keys', () => {
    expect(to('a302', 'PageDown')).toBe('b301')
    expect(to('a203', 'PageDown')).toBe('b301')
    expect(to('b101', 'PageUp')).toBe('a101')
  })

  it('stays in the unit that is shown alone', () => {
    expect(to('a302', 'ArrowRight', [0])).toBe('a302')
    expect(to('a302', 'PageDown', [0])).toBe('a302')
  })

  it('other keys lead nowhere', () => {
    expect(to('a302', 'x')).toBe('a302')
  })

  it('goes on in reading order after saving, and ends at the last door', () => {
    const rooms: string[] = []
    let at: Spot | undefined = spot('a301')
    while (at) {
      rooms.push(roomAt(at) ?? '')
      at = following(MATRIX, at, BOTH)
    }
    expect(rooms).toEqual(['a301', 'a302', 'b301', 'a201', 'a202', 'a203', 'a101', 'b101'])
  })

  it('knows the door above', () => {
    expect(roomAt(above(MATRIX, spot('a101')))).toBe('a201')
    expect(above(MATRIX, spot('a301'))).toBeUndefined()
  })
})

describe('the door matrix', () => {
  it('counts its doors by state and by question', () => {
    const counts = new Map(tally(MATRIX))
    expect(counts.get('unregistered')).toBe(7)
    expect(counts.get('lived_in')).toBe(1)
    expect(counts.get('disputed')).toBe(1)
    expect(counts.has('several')).toBe(false)
  })

  it('sifts by state, question and doubt', () => {
    expect([...cellsOf(MATRIX)].filter((cell) => passes(cell, 'disputed')).map(({ room }) => room)).toEqual([
      'b101',
    ])
    expect(passes(door('x', { doubt: 'floor_other' }), 'doubtful')).toBe(true)
  })

  it('takes in one changed door and leaves the others as they are', () => {
    const after = withCell(MATRIX, door('a202', { state: 'empty' }))
    expect(cellAt(after, spot('a202', after))?.state).toBe('empty')
    expect(after.units[1]).toBe(MATRIX.units[1])
    expect(after.units[0]?.rows[0]).toBe(MATRIX.units[0]?.rows[0])
  })
})
