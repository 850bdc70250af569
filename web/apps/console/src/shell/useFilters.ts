import { reactive, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A list's filters, kept in the address so that a link or “back” shows the same list. */
export function useFilters<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const route = useRoute()
  const router = useRouter()
  const filters = reactive(
    Object.fromEntries(names.map((name) => [name, asText(route.query[name])])),
  ) as Record<Name, string>
  watch(filters, () => {
    const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
    void router.replace({ query: query as Record<string, string> })
  })
  return filters
}

/** The filters that are set, as a query for the server. */
export function setOnly<Name extends string>(filters: Record<Name, string>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) as Partial<
    Record<Name, string>
  >
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
