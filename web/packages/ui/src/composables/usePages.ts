import { asProblem, type ApiProblem, type Page } from '@gridward/api'
import { ref, shallowRef } from 'vue'

/** A keyset-paged list that grows: `restart` reads the first page, `more` the next one. */
export function usePages<Row>(read: (after: string | undefined) => Promise<Page<Row>>) {
  const items = shallowRef<Row[]>([])
  const next = ref<string | null>(null)
  const loading = ref(true)
  const problem = shallowRef<ApiProblem>()
  let latest = 0

  async function fetchPage(after: string | undefined): Promise<void> {
    const mine = ++latest
    loading.value = true
    problem.value = undefined
    try {
      const page = await read(after)
      if (mine !== latest) return
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next ?? null
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }

  async function restart(): Promise<void> {
    await fetchPage(undefined)
  }

  async function more(): Promise<void> {
    if (next.value && !loading.value) await fetchPage(next.value)
  }

  return { items, next, loading, problem, restart, more }
}
