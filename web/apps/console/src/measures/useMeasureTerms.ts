import { api, ask } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed } from 'vue'

/** Categories, kinds and ends in the reader's language, and what the house has set. */
export function useMeasureTerms() {
  const { data: terms, problem, load } = useLoad(() => ask(api.GET('/api/v1/measures/terms')))
  const titles = computed(() => {
    const words = [...(terms.value?.categories ?? []), ...(terms.value?.kinds ?? [])]
    return new Map(words.map(({ code, title }) => [code, title]))
  })

  /** The word of a category or of a kind. */
  function titleOf(code: string): string {
    return titles.value.get(code) ?? code
  }

  function restricts(kind: string): boolean {
    return !!terms.value?.kinds.find((one) => one.code === kind)?.restricts
  }

  return { terms, problem, load, titleOf, restricts }
}
