import { api, ask, type ResponseMine } from '@gridward/api'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useSession } from '../session/store'

const FRESH_MS = 60_000

/** The response level of the reader, asked again while pages change; what it hides and what it tells. */
export const useResponse = defineStore('response', () => {
  const mine = shallowRef<ResponseMine>()
  const askedAt = ref(0)
  const level = computed(() => mine.value?.level)
  let latest = 0

  /** At most once a minute; a failed question leaves what is known, and pages say themselves what is wrong. */
  async function know(): Promise<void> {
    if (Date.now() - askedAt.value < FRESH_MS) return
    await refresh()
  }

  /** Asks now; an answer that a later question has overtaken is dropped. */
  async function refresh(): Promise<void> {
    const own = ++latest
    askedAt.value = Date.now()
    try {
      const told = await ask(api.GET('/api/v1/response/mine'))
      if (own === latest) mine.value = told
    } catch {
      askedAt.value = 0
    }
  }

  /** A page is hidden by its level alone, and never while something in it is open. */
  function shows(page: string): boolean {
    return mine.value?.modules.find(({ code }) => code === page)?.shown ?? true
  }

  /** What was told is one reader's: whoever comes next at this screen asks anew. */
  function forget(): void {
    latest++
    mine.value = undefined
    askedAt.value = 0
  }

  watch(() => useSession().me?.account.id, forget, { flush: 'sync' })

  return { mine, level, know, refresh, shows }
})
