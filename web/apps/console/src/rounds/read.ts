import { api, ask, type RoundTarget, type VisitOutcome } from '@gridward/api'

export interface TargetQuery {
  grid_id?: string
  settled?: boolean
  outcome?: VisitOutcome
  late_added?: boolean
}

export function readTargets(round_id: string, query: TargetQuery & { after?: string }) {
  return ask(api.GET('/api/v1/rounds/{round_id}/targets', { params: { path: { round_id }, query } }))
}

/** Every target of a grid, page after page, in the order in which one walks: by address. */
export async function readWholeGrid(round_id: string, query: TargetQuery): Promise<RoundTarget[]> {
  const rows: RoundTarget[] = []
  let after: string | undefined
  do {
    const page = await readTargets(round_id, { ...query, after })
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return rows.sort(byAddress)
}

/** A photograph of a visit; the look is recorded. */
export async function readVisitPhoto(photo_id: string): Promise<Blob> {
  const params = { path: { photo_id } }
  const call = api.GET('/api/v1/rounds/photos/{photo_id}', { params, parseAs: 'blob' })
  return (await ask<unknown>(call)) as Blob
}

function byAddress(a: RoundTarget, b: RoundTarget): number {
  const places = a.address.localeCompare(b.address, 'zh-CN', { numeric: true })
  return places || a.label.localeCompare(b.label, 'zh-CN')
}
