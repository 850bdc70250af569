import { api, ask, type DutyPlace } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed, onMounted } from 'vue'

/** The open duty places that the reader sees, all of them, and the communities where they lie. */
export function usePlaces() {
  const { data, problem, loading, load } = useLoad(readPlaces)
  const places = computed(() => data.value ?? [])
  const communities = computed(() => {
    const codes = new Set(places.value.map(({ grid_code }) => grid_code.slice(0, COMMUNITY)))
    return [...codes].sort()
  })
  onMounted(load)
  return { places, communities, problem, loading, load }
}

/** Digits of a grid's code that name its community. */
const COMMUNITY = 12

export function communityOf({ grid_code }: DutyPlace): string {
  return grid_code.slice(0, COMMUNITY)
}

async function readPlaces(): Promise<DutyPlace[]> {
  const found: DutyPlace[] = []
  let after: string | undefined
  do {
    const page = await ask(api.GET('/api/v1/rota/places', { params: { query: { after } } }))
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  return found.sort(
    (one, other) => one.grid_code.localeCompare(other.grid_code) || one.name.localeCompare(other.name, 'zh'),
  )
}
