import { ref } from 'vue'
import { sentenceOf } from './problems'

/** Something a person sets going: one at a time, with the sentence of its problem kept for the page. */
export function useTask() {
  const running = ref(false)
  const problem = ref('')

  /** Runs the work; answers whether it went through. */
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (running.value) return false
    running.value = true
    problem.value = ''
    try {
      await work()
      return true
    } catch (error) {
      problem.value = sentenceOf(error)
      return false
    } finally {
      running.value = false
    }
  }

  return { running, problem, run }
}
