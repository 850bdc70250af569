import type { SitingPlan, SitingStudy } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { changesOf, isEmpty, noChanges, toggled } from '../src/gates/siting/changes'
import { layersOf, stepsTo } from '../src/gates/siting/drawing'
import { bodyOf, cornersIn, emptyStudy, formOf, isReady } from '../src/gates/siting/studyForm'
import { styleOf } from '../src/map/style'

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [115.88, 28.68],
      [115.89, 28.68],
      [115.89, 28.69],
      [115.88, 28.68],
    ],
  ],
}

describe('what is put together before it is asked', () => {
  it('opens and shuts one place, not both', () => {
    const open = toggled(noChanges(), 'open', '东路/1')
    expect(open.open).toEqual(['东路/1'])
    const shut = toggled(open, 'shut', '东路/1')
    expect([shut.open, shut.shut]).toEqual([[], ['东路/1']])
    expect(isEmpty(toggled(shut, 'shut', '东路/1'))).toBe(true)
  })

  it('closes a road or keeps it open, not both', () => {
    const kept = toggled(toggled(noChanges(), 'close', '东路'), 'keep_open', '东路')
    expect([kept.close, kept.keep_open]).toEqual([[], ['东路']])
  })

  it('goes on from what was asked', () => {
    expect(changesOf({ count: 3 })).toEqual({ ...noChanges(), count: 3 })
    expect(isEmpty(changesOf({ count: 3 }))).toBe(false)
  })
})

describe('the form of a study', () => {
  it('says no boundary for the grid\u2019s own, and closes one that is drawn', () => {
    const form = { ...emptyStudy(), grid: 'g', name: '东片' }
    expect([isReady(form), bodyOf(form).boundary]).toEqual([true, null])
    const corners = cornersIn(JSON.stringify(SQUARE))
    expect(corners).toHaveLength(3)
    expect(bodyOf({ ...form, corners: corners ?? [] }).boundary).toEqual(SQUARE)
    expect(isReady({ ...form, corners: [[1, 1]] })).toBe(false)
  })

  it('finds a polygon among features, and nothing where there is none', () => {
    const feature = { type: 'Feature', geometry: SQUARE, properties: {} }
    const line = { type: 'Feature', geometry: { type: 'LineString', coordinates: [[1, 2]] } }
    expect(cornersIn(JSON.stringify({ features: [line, feature] }))).toHaveLength(3)
    for (const text of ['', '{', '[]', JSON.stringify(line)]) expect(cornersIn(text)).toBeUndefined()
  })

  it('takes what is stored back in', () => {
    const study = {
      study: { grid: { id: 'g' }, name: '东片', openings: null },
      ...{ boundary: SQUARE, drawn: true, car: true, whole: false, capacity: 90 },
      ...{ gates: 'consider', costs: { days: 7 } },
    } as unknown as SitingStudy
    const form = formOf(study)
    expect(form.corners).toHaveLength(3)
    expect(bodyOf(form)).toMatchObject({ openings: null, whole: false, capacity: 90, gates: 'consider' })
    expect(form.costs).toMatchObject({ days: 7, hours: 24 })
  })
})

describe('a plan on the map', () => {
  const point = (properties: object) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [115.885, 28.685] },
    properties,
  })
  const only = (...features: object[]) => ({ type: 'FeatureCollection', features })
  const plan = {
    openings: only(point({ id: '东路/1' })),
    closures: only(point({ road: '西路', place: '西路/1' })),
    places: only(point({ id: '东路/1' }), point({ id: '西路/1' }), point({ id: '南路/1' })),
    reach: only({ ...point({ road: '东路', metres: 260 }) }, { ...point({ road: '巷', metres: null }) }),
    dwellings: only(),
    leak: only(),
    figures: { longest_m: 480 },
  } as unknown as SitingPlan

  it('colours roads by even steps to the longest way', () => {
    expect(stepsTo(480).map(({ from }) => from)).toEqual([0, 100, 200, 300, 400])
    expect(stepsTo(0).map(({ from }) => from)).toEqual([0])
    const { overlay } = layersOf({ boundary: SQUARE, plan, changes: noChanges() })
    const colours = overlay?.sources['siting-reach']?.features.map(({ properties }) => properties.colour)
    expect(colours).toEqual(['#d9b13b', '#6b7b7d'])
  })

  it('draws places that are neither open nor closed, and marks what is being changed', () => {
    const changes = toggled(noChanges(), 'shut', '东路/1')
    const { overlay } = layersOf({ boundary: SQUARE, plan, changes })
    expect(overlay?.sources['siting-places']?.features.map(({ properties }) => properties.id)).toEqual([
      '南路/1',
    ])
    expect(overlay?.sources['siting-openings']?.features[0]?.properties).toMatchObject({
      number: '1',
      mark: 'shut',
    })
  })

  it('has a source for each of its layers before and after there is a plan', () => {
    for (const shown of [{ boundary: SQUARE }, { boundary: null, plan }]) {
      const style = styleOf(layersOf({ ...shown, changes: noChanges() }))
      const wanted = style.layers.flatMap((layer) => ('source' in layer ? [layer.source] : []))
      expect(wanted.filter((one) => !(String(one) in style.sources))).toEqual([])
    }
  })
})
