import type { MapData } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { boundsOf, colourOf, labelPoints, PALE, stepsOf } from '../src/map/layers'

const RING = [
  [115.8, 28.6],
  [115.9, 28.6],
  [115.9, 28.7],
  [115.8, 28.6],
]
const GRIDS: MapData = {
  type: 'FeatureCollection',
  bbox: null,
  features: [
    {
      type: 'Feature',
      id: 'g1',
      properties: { code: '360103005001001', name: '第一网格', kind: 'base', community: '朱紫巷社区' },
      geometry: { type: 'MultiPolygon', coordinates: [[RING]] },
    },
  ],
}

describe('the colours of the map', () => {
  it('fall into classes of equal count', () => {
    const steps = stepsOf([5, 1, 4, 2, 3, 9, 7, 8, 6, 10])
    expect(steps.map(({ from }) => from)).toEqual([1, 3, 5, 7, 9])
  })

  it('are one class where all grids are equal', () => {
    expect(stepsOf([4, 4, 4])).toHaveLength(1)
  })

  it('take the class that a value reaches', () => {
    const steps = stepsOf([1, 2, 3, 4, 5])
    expect(colourOf(3, steps)).toBe(steps[2]?.colour)
    expect(colourOf(0, steps)).toBe(PALE)
  })
})

describe('the frame of the map', () => {
  it('holds every corner', () => {
    expect(boundsOf(GRIDS.features)).toEqual([115.8, 28.6, 115.9, 28.7])
  })

  it('is none without features', () => {
    expect(boundsOf([])).toBeUndefined()
  })

  it('has one label in each grid', () => {
    const [label] = labelPoints(GRIDS.features).features
    const [x = 0, y = 0] = label?.geometry?.coordinates as number[]
    expect([x.toFixed(2), y.toFixed(2)]).toEqual(['115.85', '28.65'])
  })
})
