import type { ApiProblem } from '@gridward/api'
import { computed, ref, watch, type Ref } from 'vue'
import { clashesOf, decide, type Side } from './clashes'

/** What two people changed and a person decides, before the same form is sent again. */
export function useClashes(problem: Readonly<Ref<ApiProblem | undefined>>) {
  const seen = ref<ReturnType<typeof clashesOf>>()
  const picks = ref<Record<string, Side>>({})
  const decided = computed(() => !seen.value || seen.value.fields.every(({ field }) => picks.value[field]))

  watch(problem, (now) => {
    const found = clashesOf(now)
    if (!found) return
    seen.value = found
    picks.value = {}
  })

  /** The body as it is to be sent, with the decisions where some were asked. */
  function settled<Body extends object>(body: Body): Body {
    return seen.value ? decide(body, seen.value.version, picks.value) : body
  }

  return { seen, picks, decided, settled }
}
