import { api, ask, type TracingLookback } from '@gridward/api'
import { useTask } from '@gridward/ui'
import { ref } from 'vue'

/** What the rule books of a grid say of the days to look back, asked again when the case changes. */
export function useLookback() {
  const { problem: refused, run } = useTask()
  const lookback = ref<TracingLookback>()

  async function show(grid: string, determined: string, symptomatic: boolean): Promise<void> {
    lookback.value = undefined
    if (!grid || !determined) return
    const body = { grid_id: grid, determined_on: determined, symptomatic }
    await run(async () => (lookback.value = await ask(api.POST('/api/v1/tracing/lookback', { body }))))
  }

  return { lookback, refused, show }
}
