import { api, ask } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed } from 'vue'

/** The declarations of a round, and how many wait for somebody to look. */
export function useDeclarations(round_id: string) {
  const { data, loading, problem, load } = useLoad(() =>
    ask(api.GET('/api/v1/slips/rounds/{round_id}/declarations', { params: { path: { round_id } } })),
  )
  const waiting = computed(() => (data.value ?? []).filter(({ state }) => state === 'waiting').length)
  return { rows: data, loading, problem, load, waiting }
}

export type Declarations = ReturnType<typeof useDeclarations>
