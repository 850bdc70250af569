/** What is and was looked for since the app was opened; in memory alone, as it names people. */
import { ref, watch } from 'vue'
import { usePhone } from '../phone'

const MOST = 8

/** Whoever comes back from what was found goes on with it. */
export const typed = ref('')
export const recent = ref<string[]>([])
export function remember(): void {
  const text = typed.value.trim()
  if (text) recent.value = [text, ...recent.value.filter((one) => one !== text)].slice(0, MOST)
}

// A locked phone shows nothing of it to whoever opens it next.
watch(usePhone().phone, () => {
  typed.value = ''
  recent.value = []
})
