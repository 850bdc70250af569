import { api, ask, type ConflictCounts } from '@gridward/api'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'

/** How many conflicts wait, and from where; kept while the pages change. A count that fails is no matter. */
export const useWaiting = defineStore('waiting', () => {
  const counts = shallowRef<ConflictCounts>()
  const open = computed(() => counts.value?.open ?? 0)

  async function load(): Promise<void> {
    counts.value = await ask(api.GET('/api/v1/register/conflicts/counts')).catch(() => counts.value)
  }

  return { counts, open, load }
})
