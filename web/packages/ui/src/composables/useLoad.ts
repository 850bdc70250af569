import { ApiProblem, asProblem } from '@gridward/api'
import { ref, shallowRef } from 'vue'

/** A value read from the server: what came, whether it is on its way, and what went wrong. */
export function useLoad<Value, Args extends unknown[]>(read: (...args: Args) => Promise<Value>) {
  const data = shallowRef<Value>()
  const problem = shallowRef<ApiProblem>()
  const loading = ref(false)
  let latest = 0

  /** Reads again; an answer that a later call has overtaken is dropped. */
  async function load(...args: Args): Promise<void> {
    const mine = ++latest
    loading.value = true
    problem.value = undefined
    try {
      const value = await read(...args)
      if (mine === latest) data.value = value
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }

  return { data, problem, loading, load }
}
