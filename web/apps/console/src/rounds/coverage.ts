import type { Coverage, GridCoverage } from '@gridward/api'

/** One line of the table of coverage: the whole round, a community, or a grid. */
export interface CoverageLine {
  key: string
  kind: 'all' | 'community' | 'grid'
  name: string
  /** Only of a grid. */
  grid_id?: string
  coverage: Coverage
}

const NONE: Coverage = {
  targets: 0,
  done: 0,
  settled: 0,
  persons: 0,
  persons_met: 0,
  late_added: 0,
  visits: 0,
  asked_again: 0,
  outcomes: {},
}

export function together(parts: Coverage[]): Coverage {
  return parts.reduce(added, NONE)
}

function added(a: Coverage, b: Coverage): Coverage {
  const outcomes = { ...a.outcomes }
  for (const [code, count] of Object.entries(b.outcomes)) outcomes[code] = (outcomes[code] ?? 0) + count
  return {
    targets: a.targets + b.targets,
    done: a.done + b.done,
    settled: a.settled + b.settled,
    persons: a.persons + b.persons,
    persons_met: a.persons_met + b.persons_met,
    late_added: a.late_added + b.late_added,
    visits: a.visits + b.visits,
    asked_again: a.asked_again + b.asked_again,
    outcomes,
  }
}

/** All together first, then each community with its grids below it; a sum of one line is left out. */
export function linesOf(grids: GridCoverage[], all: string): CoverageLine[] {
  const communities = [...new Set(grids.map(({ community }) => community))]
  const lines = communities.flatMap((name) => communityLines(name, grids))
  if (communities.length < 2) return lines
  const total = together(grids.map(({ coverage }) => coverage))
  return [{ key: 'all', kind: 'all', name: all, coverage: total }, ...lines]
}

function communityLines(name: string, grids: GridCoverage[]): CoverageLine[] {
  const here = grids.filter(({ community }) => community === name)
  const lines = here.map<CoverageLine>(({ grid, coverage }) => ({
    key: grid.id,
    kind: 'grid',
    name: grid.name,
    grid_id: grid.id,
    coverage,
  }))
  if (here.length < 2) return lines
  const sum = together(here.map(({ coverage }) => coverage))
  return [{ key: name, kind: 'community', name, coverage: sum }, ...lines]
}

/** Whole per cent, never 100 while one is left; undefined where there is nothing to reach. */
export function percent(part: number, whole: number): number | undefined {
  return whole ? Math.floor((part * 100) / whole) : undefined
}
