import { describe, expect, it } from 'vitest'
import { ringsOf, snapped, type Spot } from '../src/map/snapping'

const square: Spot[] = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
  [0, 0],
]
const asPixels = (at: Spot): Spot => at

describe('a drawn point', () => {
  it('goes to a corner before an edge', () => {
    expect(snapped([96, 5], [square], asPixels)).toEqual([100, 0])
  })

  it('goes to the place on a near edge', () => {
    expect(snapped([50, -7], [square], asPixels)).toEqual([50, 0])
  })

  it('stays where no border is near', () => {
    expect(snapped([50, 50], [square], asPixels)).toEqual([50, 50])
    expect(snapped([50, 50], [], asPixels)).toEqual([50, 50])
  })

  it('knows the rings of polygons with holes and in several parts', () => {
    const geometry = { type: 'MultiPolygon', coordinates: [[square, square], [square]] }
    expect(ringsOf([{ type: 'Feature', geometry, properties: {} }])).toHaveLength(3)
  })
})
