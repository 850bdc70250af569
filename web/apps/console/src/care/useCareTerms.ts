import { api, ask } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

/** Kinds of need with what is proposed for them, in the reader's language. */
export function useCareTerms() {
  const { locale } = useI18n()
  const { data, problem, load } = useLoad(() => ask(api.GET('/api/v1/care/terms')))
  const kinds = computed(() => data.value?.kinds ?? [])

  function titleOf({ title }: { title: Record<string, string> }): string {
    return title[locale.value] ?? Object.values(title)[0] ?? ''
  }

  return { terms: data, kinds, problem, load, titleOf }
}
