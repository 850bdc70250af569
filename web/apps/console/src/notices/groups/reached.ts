import type { GridReached, Reached } from '@gridward/api'

export interface ReachedRow {
  id: string
  name: string
  households: Reached
  organisations: Reached
}

const NOBODY: Reached = { all: 0, in_group: 0, otherwise: 0, missing: 0 }

/** Coverage by grid, each community's sum above its grids, and the sum of all above them. */
export function withSums(grids: GridReached[], total: string): ReachedRow[] {
  const communities = new Map<string, GridReached[]>()
  for (const one of grids) {
    communities.set(one.community_name, [...(communities.get(one.community_name) ?? []), one])
  }
  const rows = [...communities].flatMap(([name, own]) => [
    sumOf(`community:${name}`, name, own),
    ...own.map(({ grid, households, organisations }) => ({
      id: grid.id,
      name: grid.name,
      households,
      organisations,
    })),
  ])
  return communities.size > 1 ? [sumOf('all', total, grids), ...rows] : rows
}

function sumOf(id: string, name: string, grids: GridReached[]): ReachedRow {
  return {
    id,
    name,
    households: grids.map((one) => one.households).reduce(both, NOBODY),
    organisations: grids.map((one) => one.organisations).reduce(both, NOBODY),
  }
}

function both(one: Reached, other: Reached): Reached {
  return {
    all: one.all + other.all,
    in_group: one.in_group + other.in_group,
    otherwise: one.otherwise + other.otherwise,
    missing: one.missing + other.missing,
  }
}
