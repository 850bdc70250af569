import { api, ask, type Page, type PatrolPoint } from '@gridward/api'

/** Every point in force (or retired), page after page; of one grid where one is named. */
export async function readPoints(grid: string, retired: boolean): Promise<PatrolPoint[]> {
  const rows: PatrolPoint[] = []
  let after: string | undefined
  do {
    const query = { grid_id: grid || undefined, retired, after }
    const page: Page<PatrolPoint> = await ask(api.GET('/api/v1/work/points', { params: { query } }))
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return rows
}
