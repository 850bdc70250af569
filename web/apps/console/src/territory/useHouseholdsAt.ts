import { api, ask, type Building, type HouseholdRow } from '@gridward/api'
import { useLoad } from '@gridward/ui'

const MOST_PAGES = 20

/** Who lives behind the doors of a building, by the door's id; nobody where the register may not be read. */
export function useHouseholdsAt() {
  return useLoad(async (building: Building) => {
    const found = new Map<string, HouseholdRow>()
    const q = building.site_name + building.name
    let after: string | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = { grid: building.grid_id, q, after }
      const { items, next } = await ask(api.GET('/api/v1/register/households', { params: { query } }))
      for (const row of items) if (row.dwelling_id) found.set(row.dwelling_id, row)
      if (!next) break
      after = next
    }
    return found
  })
}
