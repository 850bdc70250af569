/** Our map in MapLibre's terms: own polygons only, no tiles and no glyph server, so nothing leaves the house. */
import type { Feature } from '@gridward/api'
import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { isCommunity, labelPoints, PALE, type Drawn, type MapLayers } from './layers'

/** Below this zoom a map names communities, above it each grid. */
const GRID_NAMES_FROM = 14.6

export function styleOf(layers: MapLayers, selected: string[] = []): StyleSpecification {
  return {
    version: 8,
    sources: sourcesOf(layers),
    layers: [...layersOf(selected, !!layers.pieces?.features.length), ...(layers.overlay?.layers ?? [])],
  }
}

function sourcesOf({
  grids,
  colours,
  buildings,
  warnings,
  pieces,
  sketch,
  overlay,
}: MapLayers): StyleSpecification['sources'] {
  const communities = grids.features.filter(isCommunity)
  const bases = grids.features.filter((feature) => !isCommunity(feature))
  const painted = bases.map((grid) => named(grid, { colour: colours.get(grid.id ?? '') ?? PALE }))
  return {
    grids: source(painted),
    labels: source(labelPoints(bases.map((grid) => named(grid, { short: shortName(grid) }))).features),
    communities: source(communities.map((grid) => named(grid))),
    'community-labels': source(labelPoints(communities).features),
    buildings: source(featuresOf(buildings)),
    warnings: source(featuresOf(warnings)),
    pieces: source(featuresOf(pieces)),
    'piece-labels': source(labelPoints(featuresOf(pieces)).features),
    sketch: source(featuresOf(sketch)),
    ...Object.fromEntries(
      Object.entries(overlay?.sources ?? {}).map(([name, { features }]) => [name, source(features)]),
    ),
  }
}

function featuresOf(drawn: Drawn | undefined): Feature[] {
  return drawn?.features ?? []
}

export function source(features: Feature[]): GeoJSONSourceSpecification {
  const data = { type: 'FeatureCollection', features }
  return { type: 'geojson', data: data as GeoJSONSourceSpecification['data'] }
}

/** MapLibre keeps only numbers as ids, so the id stands among the properties too. */
function named(feature: Feature, more: Record<string, unknown> = {}): Feature {
  return { ...feature, properties: { ...feature.properties, id: feature.id, ...more } }
}

/** Inside its community a grid needs only its own part of the name. */
function shortName({ properties }: Feature): string {
  return String(properties.name).replace(String(properties.community), '')
}

function layersOf(selected: string[], replaced: boolean): LayerSpecification[] {
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
    {
      id: 'piece-fill',
      type: 'fill',
      source: 'pieces',
      paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.65 },
    },
    { id: 'grid-line', type: 'line', source: 'grids', paint: { 'line-color': '#ffffff', 'line-width': 1.2 } },
    {
      id: 'community-line',
      type: 'line',
      source: 'communities',
      paint: { 'line-color': '#2f6f73', 'line-width': 1.6 },
    },
    ...warningLayers(),
    {
      id: 'chosen',
      type: 'line',
      source: 'grids',
      filter: ['in', ['get', 'id'], ['literal', selected]],
      paint: { 'line-color': '#c46b00', 'line-width': 3 },
    },
    {
      id: 'piece-line',
      type: 'line',
      source: 'pieces',
      paint: { 'line-color': '#123438', 'line-width': 2.2 },
    },
    ...sketchLayers(),
    nameLayer('piece-names', 'piece-labels', 'name', { size: 13 }),
    {
      ...nameLayer('names', 'labels', 'short', { minzoom: GRID_NAMES_FROM, size: 12 }),
      // The name of a grid that gives way to others would stand between theirs.
      filter: ['!', ['in', ['get', 'id'], ['literal', replaced ? selected : []]]],
    } as LayerSpecification,
    nameLayer('community-names', 'community-labels', 'community', { maxzoom: GRID_NAMES_FROM, size: 14 }),
  ]
}

function sketchLayers(): LayerSpecification[] {
  return [
    {
      id: 'sketch-line',
      type: 'line',
      source: 'sketch',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': '#a3241b', 'line-width': 2.5, 'line-dasharray': [2, 1.4] },
    },
    {
      id: 'sketch-points',
      type: 'circle',
      source: 'sketch',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': '#ffffff',
        'circle-radius': 5,
        'circle-stroke-color': '#a3241b',
        'circle-stroke-width': 2.5,
      },
    },
  ]
}

function warningLayers(): LayerSpecification[] {
  return [
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
  ]
}

function nameLayer(
  id: string,
  source: string,
  field: string,
  { size, ...zooms }: { size: number; minzoom?: number; maxzoom?: number },
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    ...zooms,
    layout: { 'text-field': ['get', field], 'text-size': size, 'text-max-width': 6, 'text-padding': 0 },
    paint: { 'text-color': '#123438', 'text-halo-color': 'rgba(255,255,255,0.85)', 'text-halo-width': 1.4 },
  }
}
