/** A change of boundaries while it is put together on the screen, and what the server is asked. */
import type { BoundaryEffect, BoundaryPlan, PlanKind } from '@gridward/api'
import type { Spot } from '../../map/snapping'

export const PLAN_KINDS: PlanKind[] = ['split', 'merge', 'cede', 'reassign']
export const PIECE_COLOURS = ['#8fc3bd', '#e3c98a', '#b7a3cf', '#a9c98f', '#e0a79b']

export type Border = 'line' | 'buildings'

export interface Draft {
  kind: PlanKind
  /** The grid to split, to reassign, or that gives land. */
  grid: string
  /** The grids to merge. */
  together: string[]
  /** The neighbour that takes land. */
  taker: string
  /** The code of the community that takes the grid. */
  community: string
  border: Border
  line: Spot[]
  buildings: string[]
  /** The piece of the line that changes hands. */
  ceded: number
  names: string[]
  /** Piece of each building that the border would cut. */
  wishes: Record<string, number>
  /** Pieces of each appointment. */
  workers: Record<string, number[]>
  on: string
}

export function emptyDraft(on: string, grid = ''): Draft {
  return {
    kind: 'split',
    grid,
    together: grid ? [grid] : [],
    taker: '',
    community: '',
    border: 'line',
    line: [],
    buildings: [],
    ceded: 0,
    names: [],
    wishes: {},
    workers: {},
    on,
  }
}

/** Whether a border has to be drawn or chosen. */
export function divides({ kind }: Draft): boolean {
  return kind === 'split' || kind === 'cede'
}

/** The grids that the change concerns, in the order that the server expects. */
export function gridsOf({ kind, grid, together, taker }: Draft): string[] {
  const chosen = { split: [grid], merge: together, cede: [grid, taker], reassign: [grid] }[kind]
  return chosen.filter(Boolean)
}

/** Whether enough is said to ask for the effect. */
export function complete(draft: Draft): boolean {
  const count = gridsOf(draft).length
  const enough = { split: count === 1, merge: count > 1, cede: count === 2, reassign: count === 1 }[
    draft.kind
  ]
  if (!enough || !draft.on) return false
  if (draft.kind === 'reassign') return draft.community !== ''
  if (!divides(draft)) return true
  return draft.border === 'line' ? draft.line.length > 1 : draft.buildings.length > 0
}

export function planOf(draft: Draft): BoundaryPlan {
  return {
    kind: draft.kind,
    grids: gridsOf(draft),
    ...borderOf(draft),
    area: null,
    names: draft.kind === 'cede' ? [] : draft.names,
    community: draft.kind === 'reassign' ? draft.community : '',
    wishes: Object.entries(draft.wishes).map(([building_id, piece]) => ({ building_id, piece })),
    workers: Object.entries(draft.workers).map(([appointment_id, pieces]) => ({ appointment_id, pieces })),
    on: draft.on,
  }
}

function borderOf(draft: Draft): Pick<BoundaryPlan, 'line' | 'buildings' | 'ceded'> {
  const { kind, border, line, buildings, ceded } = draft
  if (!divides(draft)) return { line: [], buildings: [], ceded: [] }
  if (border === 'buildings') return { line: [], buildings, ceded: [] }
  return { line, buildings: [], ceded: kind === 'cede' ? [ceded] : [] }
}

/** The draft after a click on a grid of the map. */
export function withGrid(draft: Draft, id: string): Partial<Draft> {
  const { kind, grid, together } = draft
  if (kind === 'merge') {
    return { together: together.includes(id) ? together.filter((one) => one !== id) : [...together, id] }
  }
  return kind === 'cede' && grid && grid !== id ? { taker: id } : { grid: id }
}

/** All that decides the effect beside names and answers: when it changes, what was shown no longer holds. */
export function shapeOf(draft: Draft): string {
  return JSON.stringify({ ...draft, names: [], wishes: {}, workers: {} })
}

/** What still keeps the change from being confirmed, as a key of the catalogue. */
export function hindrance(effect: BoundaryEffect, reason: string): string | undefined {
  if (effect.astride.some(({ decided }) => !decided)) return 'adjust.decideAstride'
  if (reason.trim().length < 2) return 'adjust.reasonFirst'
  return undefined
}
