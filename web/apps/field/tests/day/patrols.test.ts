import { describe, expect, it } from 'vitest'
import { begun, ended, withFinding, withoutFinding, withoutStop, withStop } from '../../src/day/patrols'
import { DAY, finding } from './given'

const time = (clock: string, day = DAY) => new Date(`${day}T${clock}:00`)
const place = (name: string, point_id: string | null = null) => ({ point_id, name })
const start = () => begun('grid', 'patrol', time('09:00'))

describe('a patrol', () => {
  it('notes each stop with its time, and a slip of the thumb once', () => {
    let patrol = withStop(start(), place('东门', 'point'), time('09:10'))
    patrol = withStop(patrol, place('东门', 'point'), new Date(time('09:10').getTime() + 20_000))
    patrol = withStop(patrol, place('  西门 '), time('09:20'))
    patrol = withStop(patrol, place('东门', 'point'), time('09:40'))
    expect(patrol.stops.map(({ name, point_id }) => [name, point_id])).toEqual([
      ['东门', 'point'],
      ['西门', null],
      ['东门', 'point'],
    ])
    expect(withStop(patrol, place('  '), time('09:50'))).toBe(patrol)
  })

  it('marks the stop at which something was found, until it is taken back', () => {
    const found = finding('门坏了', { place: '东门' })
    let patrol = withStop(start(), place('东门'), time('09:10'))
    patrol = withFinding(withStop(patrol, place('西门'), time('09:20')), found)
    expect(patrol.stops.map(({ found }) => found)).toEqual(['finding', 'nothing'])
    patrol = withoutFinding(patrol, found)
    expect(patrol.stops.map(({ found }) => found)).toEqual(['nothing', 'nothing'])
    const [first] = patrol.stops
    expect(first && withoutStop(patrol, first).stops.map(({ name }) => name)).toEqual(['西门'])
  })

  it('ends now, and after its last stop though the clock was set back', () => {
    expect(ended(start(), time('10:00')).ended_at).toBe(time('10:00').toISOString())
    const patrol = withStop(start(), place('东门'), time('09:30'))
    expect(ended(patrol, time('09:05')).ended_at).toBe(time('09:30').toISOString())
  })

  it('that was forgotten for a day ended at its last stop', () => {
    const patrol = withStop(start(), place('东门'), time('09:30'))
    const tomorrow = time('09:01', '2026-11-29')
    expect(ended(patrol, tomorrow).ended_at).toBe(time('09:30').toISOString())
    expect(ended(start(), tomorrow).ended_at).toBe(time('09:01').toISOString())
  })
})
