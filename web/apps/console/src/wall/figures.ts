/** What a wall shows by turns: the whole first, then each community. */
import type { WallFigures, WallPlan } from '@gridward/api'
import { MEASURES, totalOf, type Measure } from '../workorders/board'

export interface WallView {
  /** The community, undefined for the whole. */
  id: string | undefined
  name: string
}

export type Figures = Record<Measure, number>

/** The turns; a wall of one community has one. */
export function viewsOf({ street, communities }: WallPlan): WallView[] {
  if (communities.length === 1) return communities
  return [{ id: undefined, name: street }, ...communities]
}

export function gridsOf(plan: WallPlan, view: WallView | undefined): WallPlan['grids'] {
  return plan.grids.filter(({ community_id }) => !view?.id || community_id === view.id)
}

/** The grids with the names that people of the community use: without the community's own before them. */
export function calledBriefly(plan: WallPlan, grids: WallPlan['grids']): WallPlan['grids'] {
  const names = new Map(plan.communities.map(({ id, name }) => [id, name]))
  return grids.map((grid) => {
    const community = names.get(grid.community_id) ?? ''
    const rest = grid.name.startsWith(community) ? grid.name.slice(community.length).trim() : grid.name
    return { ...grid, name: rest || grid.name }
  })
}

/** Sums over all grids of a view, the community's own grid too. */
export function totalsOf(
  plan: WallPlan,
  figures: WallFigures | undefined,
  view: WallView | undefined,
): Figures {
  const ids = new Set(gridsOf(plan, view).map(({ id }) => id))
  const rows = figures?.grids.filter(({ grid_id }) => ids.has(grid_id)) ?? []
  const sums = MEASURES.map((key) => [key, totalOf(rows, key)])
  return Object.fromEntries(sums) as Figures
}
