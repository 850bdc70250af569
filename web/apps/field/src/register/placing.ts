/** Where an organisation stands: in a building, in a compound, or along the street of a grid; one of them as one text. */
import type { KeptGrid } from '@gridward/offline'
import type { Site } from '../doors/places'

export interface Standing {
  building_id: string | null
  site_id: string | null
  grid_id?: string
}

export interface PlaceGroup {
  /** The compound; '' for the grids. */
  name: string
  places: { key: string; name: string }[]
}

interface Placed {
  building_id?: string | null
  site_id?: string | null
  grid_id?: string | null
  grid?: { id: string }
}

export function placeKey({ building_id, site_id, grid_id, grid }: Placed): string {
  if (building_id) return `building ${building_id}`
  if (site_id) return `site ${site_id}`
  const id = grid_id ?? grid?.id
  return id ? `grid ${id}` : ''
}

export function placeOf(key: string): Standing {
  const [kind = '', id = ''] = key.split(' ')
  return {
    building_id: kind === 'building' ? id : null,
    site_id: kind === 'site' ? id : null,
    ...(kind === 'grid' ? { grid_id: id } : {}),
  }
}

/** The places that the phone knows: each compound with its buildings, then the streets of its grids. */
export function placeGroups(sites: Site[], grids: KeptGrid[]): PlaceGroup[] {
  const compounds = sites.map(({ id, name, buildings }) => ({
    name,
    places: [
      ...buildings.map((one) => ({ key: `building ${one.id}`, name: `${name}${one.name}` })),
      { key: `site ${id}`, name },
    ],
  }))
  return [...compounds, { name: '', places: grids.map(({ id, name }) => ({ key: `grid ${id}`, name })) }]
}
