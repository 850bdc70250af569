import { describe, expect, it } from 'vitest'
import { choiceOf, homeForm, homePoint, nearestHome } from '../src/homes'

const EAST = { name: '东湖小区', longitude: 115.9, latitude: 28.68 }
const WEST = { name: '第二网格', longitude: 115.88, latitude: 28.68 }

describe('where somebody sets out from', () => {
  it('leaves the device rounded to a thousandth of a degree', () => {
    expect(homePoint({ longitude: '115.91234', latitude: ' 28.71266 ' })).toEqual({
      longitude: 115.912,
      latitude: 28.713,
    })
    expect(homeForm({ longitude: 115.9, latitude: 28.71266 })).toEqual({
      longitude: '115.900',
      latitude: '28.713',
    })
  })

  it('is nothing where it is no point of the earth', () => {
    expect(homePoint(homeForm())).toBeUndefined()
    expect(homePoint({ longitude: '115.9', latitude: '' })).toBeUndefined()
    expect(homePoint({ longitude: '东', latitude: '28' })).toBeUndefined()
    expect(homePoint({ longitude: '28.7', latitude: '115.9' })).toBeUndefined()
  })

  it('is the place that was picked of two that are rounded to the same', () => {
    const beside = { name: '听松里', longitude: 115.9003, latitude: 28.6799 }
    expect(choiceOf(homeForm(beside), [WEST, EAST, beside], 2)).toBe(2)
    expect(choiceOf(homeForm(beside), [WEST, EAST, beside])).toBe(1)
    expect(choiceOf(homeForm(beside), [WEST, EAST, beside], 0)).toBe(1)
    expect(choiceOf(homeForm(), [WEST])).toBe(-1)
    expect(nearestHome(beside, [WEST, beside, EAST])).toMatchObject({ choice: { name: '听松里' }, km: 0 })
  })

  it('is told by the nearest place of the list', () => {
    const told = nearestHome({ longitude: 115.91, latitude: 28.68 }, [WEST, EAST])
    expect(told?.choice.name).toBe('东湖小区')
    expect(told?.km).toBeCloseTo(0.976, 2)
    expect(nearestHome(EAST, [])).toBeUndefined()
  })
})
