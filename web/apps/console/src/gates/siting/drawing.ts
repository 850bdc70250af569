/** A plan on the map: roads by the way to the nearest gate, buildings by people, closures and openings. */
import type { Feature, SitingFeature, SitingMap, SitingPlan } from '@gridward/api'
import type { LayerSpecification } from 'maplibre-gl'
import { colourOf, type Drawn, type MapLayers, type Overlay, type Step } from '../../map/layers'
import type { Changes } from './changes'

/** Near is calm, far is warm; told in the legend, and as numbers in the lists. */
const RAMP = ['#2a8f8a', '#7fb069', '#d9b13b', '#e07b39', '#b3261e']
const NICE = [10, 20, 25, 50, 100, 150, 200, 250, 300, 400, 500, 1000]
export const PICKED = ['siting-openings', 'siting-closures', 'siting-places', 'siting-reach', 'siting-roads']

export interface Shown {
  boundary: Record<string, unknown> | null
  roads?: SitingMap
  plan?: SitingPlan
  /** What is being put together: it is marked before it is asked. */
  changes: Changes
}

/** Five even steps of metres up to the longest way. */
export function stepsTo(longest: number): Step[] {
  const step = NICE.find((one) => one * RAMP.length >= longest) ?? Math.ceil(longest / RAMP.length)
  return RAMP.map((colour, place) => ({ from: place * step, colour })).filter(
    ({ from }) => from <= longest || from === 0,
  )
}

export function layersOf(shown: Shown): MapLayers {
  const { boundary } = shown
  return {
    grids: { features: boundary ? [whole(boundary)] : [] },
    colours: new Map([['boundary', '#f4f8f7']]),
    overlay: overlayOf(shown),
  }
}

function whole(boundary: Record<string, unknown>): Feature {
  return {
    type: 'Feature',
    id: 'boundary',
    geometry: boundary,
    properties: { kind: 'base', name: '', community: '' },
  }
}

function overlayOf({ boundary, roads, plan, changes }: Shown): Overlay {
  const known = marked(roads?.features, ({ properties }) => roadMark(changes, String(properties.id)))
  return {
    sources: {
      'siting-boundary': { features: boundary ? [whole(boundary)] : [] },
      'siting-roads': known,
      ...(plan ? planSources(changes, plan) : nothing()),
    },
    layers: LAYERS,
    picked: PICKED,
  }
}

function nothing(): Record<string, Drawn> {
  const names = ['reach', 'leak', 'dwellings', 'places', 'closures', 'openings']
  return Object.fromEntries(names.map((one) => [`siting-${one}`, { features: [] }]))
}

function planSources(changes: Changes, plan: SitingPlan): Record<string, Drawn> {
  const steps = stepsTo(plan.figures?.longest_m ?? 0)
  return {
    'siting-reach': marked(plan.reach.features, ({ properties: { metres } }) => ({
      colour: metres === null ? '#6b7b7d' : colourOf(Number(metres), steps),
    })),
    'siting-leak': marked(plan.leak.features),
    'siting-dwellings': marked(plan.dwellings.features),
    'siting-places': marked(freePlaces(plan), ({ properties: { id } }) => placeMark(changes, String(id))),
    'siting-closures': marked(plan.closures.features, ({ properties: { place } }) =>
      placeMark(changes, String(place)),
    ),
    'siting-openings': marked(plan.openings.features, ({ properties: { id } }, place) => ({
      number: String(place + 1),
      ...placeMark(changes, String(id)),
    })),
  }
}

/** Where an opening could be, and neither opening nor closure is drawn. */
function freePlaces({ openings, closures, places }: SitingPlan): SitingFeature[] {
  const drawn = new Set([
    ...openings.features.map(({ properties }) => properties.id),
    ...closures.features.map(({ properties }) => properties.place),
  ])
  return places.features.filter(({ properties }) => !drawn.has(properties.id))
}

function roadMark({ close, keep_open }: Changes, id: string): Record<string, unknown> {
  const base = id.split('/')[0] ?? id
  if (close.some((one) => one === id || one.split('/')[0] === base)) return { mark: 'close' }
  return keep_open.includes(id) ? { mark: 'keep' } : {}
}

function placeMark({ open, shut }: Changes, id: string): Record<string, unknown> {
  if (open.includes(id)) return { mark: 'open' }
  return shut.includes(id) ? { mark: 'shut' } : {}
}

function marked(
  features: SitingFeature[] | undefined,
  more: (feature: SitingFeature, place: number) => Record<string, unknown> = () => ({}),
): Drawn {
  const drawn = (features ?? []).map((one, place) => ({
    type: 'Feature' as const,
    geometry: one.geometry,
    properties: { ...one.properties, mark: '', ...more(one, place) },
  }))
  return { features: drawn }
}

const MARKED = '#c46b00'
const LAYERS: LayerSpecification[] = [
  {
    id: 'siting-boundary',
    type: 'line',
    source: 'siting-boundary',
    paint: { 'line-color': '#5d7678', 'line-width': 9, 'line-opacity': 0.25 },
  },
  {
    id: 'siting-roads',
    type: 'line',
    source: 'siting-roads',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': ['match', ['get', 'mark'], 'close', '#b3261e', 'keep', MARKED, '#b9c6c8'],
      'line-width': ['match', ['get', 'mark'], ['close', 'keep'], 7, 4],
    },
  },
  {
    id: 'siting-reach',
    type: 'line',
    source: 'siting-reach',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ['get', 'colour'], 'line-width': 3.5 },
  },
  {
    id: 'siting-leak',
    type: 'line',
    source: 'siting-leak',
    paint: { 'line-color': '#b3261e', 'line-width': 6, 'line-dasharray': [1.4, 0.8] },
  },
  {
    id: 'siting-dwellings',
    type: 'circle',
    source: 'siting-dwellings',
    paint: {
      'circle-color': '#35575b',
      'circle-opacity': 0.75,
      'circle-radius': ['interpolate', ['linear'], ['get', 'people'], 0, 2.5, 100, 5, 400, 9],
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1,
    },
  },
  point('siting-places', '#ffffff', 5, '#14747a'),
  point('siting-closures', '#b3261e', 6, '#ffffff'),
  name('siting-closure-names', 'siting-closures', '×', '#ffffff', 13),
  point('siting-openings', '#0d4c52', 11, '#ffffff'),
  name('siting-opening-names', 'siting-openings', ['get', 'number'], '#ffffff', 13),
]

function point(id: string, colour: string, radius: number, line: string): LayerSpecification {
  return {
    id,
    type: 'circle',
    source: id,
    paint: {
      'circle-color': colour,
      'circle-radius': radius,
      'circle-stroke-color': ['match', ['get', 'mark'], ['open', 'shut'], MARKED, line],
      'circle-stroke-width': ['match', ['get', 'mark'], ['open', 'shut'], 4, 2],
    },
  }
}

function name(
  id: string,
  source: string,
  field: string | ['get', string],
  colour: string,
  size: number,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    layout: { 'text-field': field, 'text-size': size, 'text-allow-overlap': true },
    paint: { 'text-color': colour },
  }
}
