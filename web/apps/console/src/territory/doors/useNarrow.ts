import { onScopeDispose, ref } from 'vue'

/** Whether the window is as narrow as a phone, as the style sheets mean it. */
export function useNarrow() {
  const query = matchMedia('(max-width: 800px)')
  const narrow = ref(query.matches)
  const follow = () => (narrow.value = query.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return narrow
}
