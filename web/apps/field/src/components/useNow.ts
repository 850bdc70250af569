import { onBeforeUnmount, ref } from 'vue'

const MINUTE_MS = 60_000

/** The present, renewed every minute: lists that depend on the hour follow it. */
export function useNow() {
  const now = ref(new Date())
  const timer = setInterval(() => (now.value = new Date()), MINUTE_MS)
  onBeforeUnmount(() => clearInterval(timer))
  return now
}
