import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { dropDraft, readDraft, writeDraft } from './drafts'

const QUIET_MS = 300

/**
 * A form whose typing survives a reload, until it is saved or thrown away.
 *
 * `base` says from what the form began (ids and versions): a draft of an older version is offered with that version,
 * so that the server can merge it.
 */
export function useDraft<Form extends object, Base>(key: string, fresh: Form, base: Base) {
  const kept = readDraft<{ form: Form; base: Base }>(key)
  const form = ref({ ...fresh, ...kept?.form }) as Ref<Form>
  const from = kept?.base ?? base
  const restored = ref(kept !== undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  let done = false

  function keep(): void {
    clearTimeout(timer)
    if (!done) writeDraft(key, { form: form.value, base: from })
  }

  /** Saved, or thrown away: nothing of it stays. */
  function drop(): void {
    done = true
    clearTimeout(timer)
    dropDraft(key)
  }

  watch(
    form,
    () => {
      clearTimeout(timer)
      timer = setTimeout(keep, QUIET_MS)
    },
    { deep: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))

  return { form, base: from, restored, keep, drop }
}
