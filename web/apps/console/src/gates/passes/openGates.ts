import { api, ask, type GateRow, type Page } from '@gridward/api'

/** Every open gate that the reader sees, page after page. */
export async function readGates(): Promise<GateRow[]> {
  const rows: GateRow[] = []
  let after: string | undefined
  do {
    const page: Page<GateRow> = await ask(api.GET('/api/v1/gates', { params: { query: { after } } }))
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return rows
}
