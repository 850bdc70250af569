import { describe, expect, it } from 'vitest'
import { complete, emptyDraft, gridsOf, planOf, shapeOf, withGrid } from '../src/territory/adjust/plan'

const draft = emptyDraft('2022-05-01', 'a')

describe('a change of boundaries on the screen', () => {
  it('is asked about only when its kind has all it needs', () => {
    expect(complete(draft)).toBe(false)
    const line: [number, number][] = [
      [0, 0],
      [1, 1],
    ]
    expect(complete({ ...draft, line })).toBe(true)
    expect(complete({ ...draft, border: 'buildings', buildings: ['x'] })).toBe(true)
    expect(complete({ ...draft, kind: 'cede', line })).toBe(false)
    expect(complete({ ...draft, kind: 'cede', taker: 'b', line })).toBe(true)
    expect(complete({ ...draft, kind: 'merge' })).toBe(false)
    expect(complete({ ...draft, kind: 'merge', together: ['a', 'b'] })).toBe(true)
    expect(complete({ ...draft, kind: 'reassign' })).toBe(false)
    expect(complete({ ...draft, kind: 'reassign', community: '360103005003' })).toBe(true)
  })

  it('sends only what its kind asks for', () => {
    const all = { ...draft, taker: 'b', buildings: ['x'], line: [[0, 0] as [number, number]], ceded: 1 }
    expect(planOf({ ...all, kind: 'cede' })).toMatchObject({ grids: ['a', 'b'], ceded: [1], buildings: [] })
    expect(planOf({ ...all, border: 'buildings' })).toMatchObject({ line: [], buildings: ['x'], ceded: [] })
    expect(planOf({ ...all, kind: 'merge' })).toMatchObject({ grids: ['a'], line: [], buildings: [] })
  })

  it('takes grids from clicks on the map', () => {
    expect(withGrid(draft, 'b')).toEqual({ grid: 'b' })
    expect(withGrid({ ...draft, kind: 'cede' }, 'b')).toEqual({ taker: 'b' })
    expect(withGrid({ ...draft, kind: 'merge' }, 'b')).toEqual({ together: ['a', 'b'] })
    expect(withGrid({ ...draft, kind: 'merge' }, 'a')).toEqual({ together: [] })
  })

  it('keeps what was shown when only names and answers change', () => {
    expect(shapeOf({ ...draft, names: ['x'], wishes: { b: 1 }, workers: { c: [0] } })).toBe(shapeOf(draft))
    expect(shapeOf({ ...draft, on: '2022-05-02' })).not.toBe(shapeOf(draft))
    expect(gridsOf(emptyDraft('2022-05-01'))).toEqual([])
  })
})
