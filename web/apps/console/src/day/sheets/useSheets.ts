import {
  api,
  ask,
  type Community,
  type DailySheet,
  type Page,
  type PostOfUnit,
  type SheetVersion,
} from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { shallowRef } from 'vue'
import { useSession } from '../../session/store'
import { eachOf, workersOf, type Worker } from './workers'

const AT_ONCE = 3

export interface SheetLine extends Worker {
  sheet: DailySheet
}

/** The sheets of a day at some grids as the records have them now, one after another. */
export function useSheets(day: () => string, grids: () => string[]) {
  const session = useSession()
  const lines = shallowRef<SheetLine[]>([])
  const { problem, loading, load } = useLoad(async () => {
    const [asked, places] = [day(), grids()]
    lines.value = []
    const workers = workersOf(places, await postsOn(asked), await confirmedOn(asked))
    const found = new Map<string, SheetLine>()
    await eachOf(workers, AT_ONCE, async (one) => {
      const sheet = await sheetOf(one, asked)
      if (asked !== day() || places !== grids()) return
      found.set(one.key, { ...one, sheet })
      lines.value = workers.flatMap(({ key }) => found.get(key) ?? [])
    })
  })

  /** Who served on the day, for whoever may read the staff; else only who confirmed is known. */
  async function postsOn(on: string): Promise<PostOfUnit[]> {
    if (!session.may('staff')) return []
    return ask(api.GET('/api/v1/staff/posts', { params: { query: { day: on } } }))
  }

  return { lines, problem, loading, load }
}

async function confirmedOn(day: string): Promise<SheetVersion[]> {
  const rows: SheetVersion[] = []
  let after: string | undefined
  do {
    const page: Page<SheetVersion> = await ask(
      api.GET('/api/v1/work/sheets', { params: { query: { day, after } } }),
    )
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return rows
}

function sheetOf({ grid, member }: Worker, day: string): Promise<DailySheet> {
  const params = { path: { grid_id: grid }, query: { day, member_id: member } }
  return ask(api.GET('/api/v1/work/sheets/{grid_id}', { params }))
}

/** The grids of a community, or the one grid, where the reader works. */
export function gridsOf(communities: Community[], place: string): string[] {
  return communities.flatMap(({ code, grids }) =>
    grids.filter(({ id, mine }) => mine && (code === place || id === place)).map(({ id }) => id),
  )
}
