import { onBeforeUnmount, ref, type Ref } from 'vue'

const STEP_MS = 30_000

/** The present instant, anew every half minute, so that what runs out on the screen runs out. */
export function useNow(): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), STEP_MS)
  onBeforeUnmount(() => clearInterval(timer))
  return now
}
