import { ApiProblem, asProblem } from '@gridward/api'
import { ref, shallowRef } from 'vue'

/** Something the user sets going: one at a time, with its problem kept for the screen. */
export function useTask() {
  const running = ref(false)
  const problem = shallowRef<ApiProblem>()

  /** Runs the work; answers whether it went through. */
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (running.value) return false
    running.value = true
    problem.value = undefined
    try {
      await work()
      return true
    } catch (error) {
      problem.value = asProblem(error)
      return false
    } finally {
      running.value = false
    }
  }

  return { running, problem, run }
}
