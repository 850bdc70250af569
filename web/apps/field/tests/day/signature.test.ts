import { describe, expect, it } from 'vitest'
import { pathOf, type Point } from '../../src/day/signature'

const line = (...points: [number, number][]): Point[] => points.map(([x, y]) => ({ x, y }))

describe('a signature', () => {
  it('is drawn in the box of the server, whatever the field is wide', () => {
    expect(pathOf([line([0, 0], [150, 50], [300, 100])], 300)).toBe('M0 0Q300 100 450 150L600 200')
  })

  it('stays in the box where a finger leaves the field', () => {
    expect(pathOf([line([-20, 10], [700, 260])], 600)).toBe('M0 10L600 200')
  })

  it('keeps a dot between its strokes', () => {
    expect(pathOf([line([10, 10], [200, 10]), line([50, 60])], 600)).toBe('M10 10L200 10M50 60L51 60')
  })

  it('is nothing where a field was only touched', () => {
    expect(pathOf([], 600)).toBe('')
    expect(pathOf([line([10, 10], [12, 14]), line([40, 40])], 600)).toBe('')
  })

  it('has room at the server, however long somebody draws', () => {
    const wild = Array.from({ length: 20_000 }, (_none, place): [number, number] => [
      300 + 290 * Math.sin(place / 7),
      100 + 95 * Math.cos(place / 11),
    ])
    const path = pathOf([line(...wild)], 600)
    expect(path.length).toBeLessThanOrEqual(20_000)
    expect(path.length).toBeGreaterThan(5_000)
    expect(path).toMatch(/^M\d+ \d+(Q\d+ \d+ \d+ \d+)+L\d+ \d+$/)
  })
})
