import { onBeforeUnmount, ref, type Ref } from 'vue'

/** Whether the screen is a phone's, where a wide table becomes cards. */
export function useNarrow(): Ref<boolean> {
  const query = matchMedia('(max-width: 800px)')
  const narrow = ref(query.matches)
  const follow = (event: MediaQueryListEvent): void => {
    narrow.value = event.matches
  }
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return narrow
}
