import { computed, ref } from 'vue'

/** Rows that are chosen for one change: some by their ids, or all that the filter finds. */
export function useChosen() {
  const ids = ref<string[]>([])
  const all = ref(false)
  const some = computed(() => all.value || ids.value.length > 0)

  function toggle(id: string, on: boolean): void {
    all.value = false
    ids.value = on ? [...ids.value, id] : ids.value.filter((one) => one !== id)
  }

  function take(rows: { id: string }[]): void {
    all.value = false
    ids.value = rows.map(({ id }) => id)
  }

  function takeAll(): void {
    ids.value = []
    all.value = true
  }

  function clear(): void {
    ids.value = []
    all.value = false
  }

  function has(id: string): boolean {
    return all.value || ids.value.includes(id)
  }

  return { ids, all, some, toggle, take, takeAll, clear, has }
}
