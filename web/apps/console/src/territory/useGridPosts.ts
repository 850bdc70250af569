import { api, ask } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed, onMounted } from 'vue'

/** Who answers for a grid: its posts, filled or vacant. */
export function useGridPosts(grid: () => string) {
  const { data, load } = useLoad(() => ask(api.GET('/api/v1/staff/posts')))
  onMounted(load)
  return computed(() => data.value?.filter(({ grid_id }) => grid_id === grid()) ?? [])
}
