import { api, ask, type Community, type GridRow } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed, onMounted } from 'vue'

/** The street's communities and their grids, with what stands above a grid; of a past day where one is asked for. */
export function useTree(day: () => string = () => '') {
  const {
    data: tree,
    problem,
    load,
  } = useLoad(() => ask(api.GET('/api/v1/territory/tree', { params: { query: { on: day() || undefined } } })))
  const communities = computed<Community[]>(() => tree.value?.communities ?? [])
  const grids = computed<GridRow[]>(() => communities.value.flatMap((community) => community.grids))

  function communityOf(grid: string | undefined): Community | undefined {
    return communities.value.find((community) => community.grids.some(({ id }) => id === grid))
  }

  onMounted(load)
  return { tree, communities, grids, communityOf, problem, load }
}
