import type { MaterialAtGrid, Spread } from '@gridward/api'

export interface SpreadRow {
  id: string
  name: string
  isSum: boolean
  households: Spread
  organisations: Spread
}

const NONE: Spread = { all: 0, handed: 0, group: 0, posted: 0, nobody: 0 }

/** How far a material is by grid, each community's sum above its grids, and the sum of all above them. */
export function withSums(grids: MaterialAtGrid[], total: string): SpreadRow[] {
  const communities = [...new Set(grids.map((one) => one.community_name))]
  const rows = communities.flatMap((name) => {
    const own = grids.filter((one) => one.community_name === name)
    return [
      sumOf(`community:${name}`, name, own),
      ...own.map(({ grid, households, organisations }) => ({
        id: grid.id,
        name: grid.name,
        isSum: false,
        households,
        organisations,
      })),
    ]
  })
  return communities.length > 1 ? [sumOf('all', total, grids), ...rows] : rows
}

export function sumOf(id: string, name: string, grids: MaterialAtGrid[]): SpreadRow {
  return {
    id,
    name,
    isSum: true,
    households: grids.map((one) => one.households).reduce(both, NONE),
    organisations: grids.map((one) => one.organisations).reduce(both, NONE),
  }
}

function both(one: Spread, other: Spread): Spread {
  return {
    all: one.all + other.all,
    handed: one.handed + other.handed,
    group: one.group + other.group,
    posted: one.posted + other.posted,
    nobody: one.nobody + other.nobody,
  }
}
