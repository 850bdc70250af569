import { api, ask, type Post } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed, onMounted } from 'vue'
import { useStanding } from '../../day/useStanding'

/** Posts that inspect, by what they reach: the grid itself, or its community. */
const OF_GRID: Post[] = ['grid_manager', 'grid_supervisor']
const OF_COMMUNITY: Post[] = ['first_grid_leader', 'community_grid_leader', 'health_liaison']

/** Who may be asked to inspect at a grid. */
export function useInspectors(grid: () => string) {
  const { communities } = useStanding()
  const { data: posts, problem, load } = useLoad(() => ask(api.GET('/api/v1/staff/posts')))
  const around = computed(
    () =>
      new Set(
        communities.value
          .find(({ grids }) => grids.some(({ id }) => id === grid()))
          ?.grids.map(({ id }) => id),
      ),
  )
  const inspectors = computed(() => {
    const held = posts.value?.filter(({ post, grid_id }) => {
      const there = grid_id ?? ''
      return (
        (OF_GRID.includes(post) && there === grid()) ||
        (OF_COMMUNITY.includes(post) && around.value.has(there))
      )
    })
    const people = held?.flatMap(({ holders }) => holders) ?? []
    return [
      ...new Map(people.map((one) => [one.member_id, { id: one.member_id, name: one.member_name }])).values(),
    ]
  })

  onMounted(load)
  return { inspectors, problem }
}
