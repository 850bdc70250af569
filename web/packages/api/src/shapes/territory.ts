/** The territory and the overview on the wire. */
import type { Named } from './common'

export interface Figure {
  key: string
  value: number
  definition: string
}

export interface GridFigures {
  id: string
  code: string
  name: string
  community: string
  households: number
  residents: number
  organisations: number
}

export interface Overview {
  figures: Figure[]
  grids: GridFigures[]
  as_of: string
}

export interface GridProperties {
  id: string
  code: string
  name: string
  kind: string
  community: string
}

export interface Area {
  type: 'Polygon'
  coordinates: number[][][]
}

export interface Areas {
  type: 'MultiPolygon'
  coordinates: number[][][][]
}

export interface Spot {
  type: 'Point'
  coordinates: number[]
}

export interface Features<Properties, Shape = Area | Areas> {
  type: 'FeatureCollection'
  features: { type: 'Feature'; properties: Properties; geometry: Shape }[]
}

export type GridCollection = Features<GridProperties>

export interface BuildingProperties {
  id: string
  name: string
}

export type BuildingCollection = Features<BuildingProperties>

export interface TreeGrid {
  id: string
  code: string
  name: string
  kind: string
}

export interface TreeCommunity {
  code: string
  name: string
  grids: TreeGrid[]
}

export interface TerritoryTree {
  code: string
  name: string
  communities: TreeCommunity[]
}

export interface GridPost {
  post: string
  member: Named | null
  acting: boolean
}

export interface Grid {
  id: string
  code: string
  name: string
  kind: string
  community: string
  boundary_text: string
  valid_from: string
  households: number
  residents: number
  organisations: number
  posts: GridPost[]
}

export interface SiteRow {
  id: string
  name: string
  kind: string
  address: string
  grid: Named | null
}

export interface Site extends SiteRow {
  community: string
  buildings: { id: string; name: string; units: number; floors: number; dwellings: number }[]
}

export interface Dwelling {
  id: string
  floor: number
  room: string
  household: { id: string; label: string; residents: number } | null
}

export interface Building {
  id: string
  name: string
  site: Named
  grid: Named | null
  floors: number
  units: { name: string; dwellings: Dwelling[] }[]
}

export interface CoverItem {
  kind: 'gap' | 'overlap' | 'outside' | 'in_two'
  subject: string
  id: string | null
  name: string
  grids: string[]
  area: number | null
}

export interface Cover {
  grids: number
  gaps: number
  overlaps: number
  outside: number
  in_two: number
  items: CoverItem[]
  map: Features<{ kind: string; name: string }, Area | Areas | Spot>
}

export interface AddressCandidate {
  label: string
  site: Named | null
  building: Named | null
  unit: string | null
  floor: number | null
  room: string | null
  dwelling: string | null
  grid: Named | null
  score: number
}

export interface AddressReading {
  best: AddressCandidate | null
  score: number
  candidates: AddressCandidate[]
  parts: { kind: string; text: string }[]
  not_understood: string[]
  doubt: string | null
}
