/** Our map in MapLibre's terms: own polygons only, no tiles and no glyph server, so nothing leaves the house. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { labelPoints, PALE, type MapLayers } from './layers'

const NOTHING = { type: 'FeatureCollection' as const, features: [] }

export function styleOf(layers: MapLayers, selected = ''): StyleSpecification {
  return { version: 8, sources: sourcesOf(layers), layers: layersOf(selected) }
}

function sourcesOf({ grids, colours, buildings, warnings }: MapLayers): StyleSpecification['sources'] {
  const coloured = {
    ...grids,
    features: grids.features.map((feature) => ({
      ...feature,
      properties: { ...feature.properties, colour: colours.get(feature.properties.id) ?? PALE },
    })),
  }
  return {
    grids: { type: 'geojson', data: coloured },
    labels: { type: 'geojson', data: labelPoints(grids) },
    buildings: { type: 'geojson', data: buildings ?? NOTHING },
    warnings: { type: 'geojson', data: warnings ?? NOTHING },
  }
}

function layersOf(selected: string): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': '#eef2f1' } },
    {
      id: 'grid-fill',
      type: 'fill',
      source: 'grids',
      paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.9 },
    },
    {
      id: 'buildings',
      type: 'fill',
      source: 'buildings',
      paint: { 'fill-color': '#8aa3a5', 'fill-outline-color': '#5d7678' },
    },
    { id: 'grid-line', type: 'line', source: 'grids', paint: { 'line-color': '#ffffff', 'line-width': 1.2 } },
    {
      id: 'warnings',
      type: 'fill',
      source: 'warnings',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'fill-color': '#d9822b', 'fill-opacity': 0.75, 'fill-outline-color': '#8a4b00' },
    },
    {
      id: 'warning-points',
      type: 'circle',
      source: 'warnings',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': '#d9822b',
        'circle-radius': 6,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'chosen',
      type: 'line',
      source: 'grids',
      filter: ['==', ['get', 'id'], selected],
      paint: { 'line-color': '#c46b00', 'line-width': 3 },
    },
    {
      id: 'names',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['get', 'name'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10, 16, 13],
        'text-max-width': 6,
        'text-padding': 0,
      },
      paint: { 'text-color': '#123438', 'text-halo-color': 'rgba(255,255,255,0.85)', 'text-halo-width': 1.4 },
    },
  ]
}
