import { onBeforeUnmount, ref } from 'vue'

/** Where one stood in each building: whoever comes back from a household stands there again. */
const stood = new Map<string, number>()

export function useStaircase(building: string) {
  const unit = ref(stood.get(building) ?? 0)
  // Not as it changes: tabs that are taken down tell that the first of them is chosen.
  onBeforeUnmount(() => stood.set(building, unit.value))
  return unit
}
