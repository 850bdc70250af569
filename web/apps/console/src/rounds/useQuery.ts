import { computed, reactive } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** What of a page stands in its address, both ways: a link to the page itself changes it too. */
export function useQuery<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const route = useRoute()
  const router = useRouter()

  function held(name: Name) {
    return computed({
      get: () => asText(route.query[name]),
      set: (value: string) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
    })
  }

  return reactive(Object.fromEntries(names.map((name) => [name, held(name)]))) as unknown as Record<
    Name,
    string
  >
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
