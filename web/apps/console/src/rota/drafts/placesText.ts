import type { DutyPlace } from '@gridward/api'

interface Words {
  t: (key: string, values?: Record<string, unknown>) => string
}
type Named = Pick<DutyPlace, 'name' | 'grid_name'>

const MOST_GRIDS = 2

/** Places under their grids, or how many there are: most gates are called after a side, and forty sides say nothing. */
export function placesText(places: Named[], { t }: Words): string {
  const grids = new Map<string, string[]>()
  for (const { name, grid_name: grid } of places) grids.set(grid, [...(grids.get(grid) ?? []), name])
  if (grids.size > MOST_GRIDS) return t('draftRoster.manyPlaces', { count: places.length, grids: grids.size })
  return [...grids].map(([grid, names]) => `${grid} ${names.join(t('ui.listComma'))}`).join(' · ')
}
