import type { DailySheet, Post, PostOfUnit, SheetVersion } from '@gridward/api'

/** Whose sheet of a day may be looked at. */
export interface Worker {
  key: string
  grid: string
  member: string
  name: string
}

/** Who goes from door to door, so that a sheet of theirs is to be expected. */
const EXPECTED: Post[] = ['grid_manager', 'grid_supervisor']

/** Who served at some grids, and whoever else has confirmed a sheet there; in the order of the grids. */
export function workersOf(grids: string[], posts: PostOfUnit[], confirmed: SheetVersion[]): Worker[] {
  const served = posts
    .filter(({ post }) => EXPECTED.includes(post))
    .flatMap(({ grid_id: grid, holders }) =>
      holders.map((one) => worker(grid ?? '', one.member_id, one.member_name)),
    )
  const told = confirmed.map((one) => worker(one.grid_id, one.member_id, one.account_name))
  const found = new Map([...told, ...served].map((one) => [one.key, one]))
  return [...found.values()]
    .filter(({ grid }) => grids.includes(grid))
    .sort((a, b) => grids.indexOf(a.grid) - grids.indexOf(b.grid) || a.name.localeCompare(b.name, 'zh-CN'))
}

function worker(grid: string, member: string, name: string): Worker {
  return { key: `${grid} ${member}`, grid, member, name }
}

/** What was confirmed last. */
export function lastOf(sheet: DailySheet): SheetVersion | undefined {
  return sheet.confirmed[sheet.confirmed.length - 1]
}

/** Does something for each, a few at a time. */
export async function eachOf<Item>(
  items: Item[],
  most: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items]
  async function work(): Promise<void> {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item)
  }
  await Promise.all(Array.from({ length: most }, work))
}
