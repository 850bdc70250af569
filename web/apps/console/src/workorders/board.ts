/** The board: figures of each grid beside the tree of grids. */
import type { GridRow, OrderBoard } from '@gridward/api'

export const MEASURES = ['under_way', 'late', 'risen'] as const
export type Measure = (typeof MEASURES)[number]

export interface BoardRow extends Record<Measure, number> {
  id: string
  name: string
  community: string
}

type Named = Pick<GridRow, 'id' | 'name' | 'kind' | 'mine'>

/** The reader's grids, those with most late orders first; a community's own grid only where it has orders. */
export function rowsOf(
  grids: readonly Named[],
  communityOf: (grid: string) => string,
  board: OrderBoard | undefined,
): BoardRow[] {
  const counted = new Map(board?.grids.map((one) => [one.grid_id, one]))
  return grids
    .filter(({ id, kind, mine }) => mine && (kind !== 'community' || counted.has(id)))
    .map(({ id, name }) => {
      const { under_way = 0, late = 0, risen = 0 } = counted.get(id) ?? {}
      return { id, name, community: communityOf(id), under_way, late, risen }
    })
    .sort((a, b) => b.late - a.late || b.risen - a.risen || b.under_way - a.under_way)
}

export function totalOf(rows: readonly Record<Measure, number>[], measure: Measure): number {
  return rows.reduce((sum, row) => sum + row[measure], 0)
}
