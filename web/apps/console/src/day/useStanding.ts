import { computed } from 'vue'
import type { Door } from '../session/access'
import { useSession } from '../session/store'
import { useTree } from '../territory/useTree'

/** Where the reader works: a door opens at these grids alone. The server decides again. */
export function useStanding() {
  const session = useSession()
  const { communities, grids, problem, load } = useTree()
  const own = computed(() => new Set(grids.value.filter(({ mine }) => mine).map(({ id }) => id)))

  function mayAt(grid: string, ...doors: Door[]): boolean {
    return own.value.has(grid) && doors.some((door) => session.may(door))
  }

  return { communities, grids, mayAt, problem, load }
}
