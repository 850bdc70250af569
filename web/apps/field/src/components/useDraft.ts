import { OfflineProblem } from '@gridward/offline'
import { onBeforeUnmount, ref, toRaw, watch, type Ref } from 'vue'
import { usePhone } from '../phone'
import { tellProblem } from '../shell/problems'

const QUIET_MS = 300

/**
 * A form whose typing survives a locked phone and a killed tab, until it is saved or thrown away. It may be shown
 * once it is `ready`: then what was typed before stands in it, and `restored` says so.
 */
export function useDraft<Form extends object>(name: string, fresh: () => Form) {
  const opened = usePhone().phone.value
  const form = ref(fresh()) as Ref<Form>
  const ready = ref(false)
  const restored = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let dirty = false
  let done = false

  const keptAs = `draft.${name}`

  async function read(): Promise<void> {
    const kept = await opened?.read<Form>(keptAs)
    if (kept) form.value = { ...form.value, ...kept }
    restored.value = kept !== undefined
    ready.value = true
    watch(form, onTyped, { deep: true, flush: 'sync' })
  }

  function onTyped(): void {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(keep, QUIET_MS)
  }

  function keep(): void {
    clearTimeout(timer)
    if (!dirty || done) return
    dirty = false
    const plain = JSON.parse(JSON.stringify(toRaw(form.value))) as Form
    void opened?.keep(keptAs, plain).catch(tellWhenFull)
  }

  /** Saved, or thrown away: nothing of it stays. */
  async function drop(): Promise<void> {
    done = true
    clearTimeout(timer)
    await opened?.keep(keptAs, undefined)
  }

  /** Thrown away, and the form begins anew. */
  async function discard(): Promise<void> {
    await drop()
    form.value = fresh()
    restored.value = false
    done = dirty = false
    clearTimeout(timer)
  }

  /** A phone that was locked meanwhile has what was typed until then; a full one must say so. */
  function tellWhenFull(error: unknown): void {
    if (error instanceof OfflineProblem) tellProblem(error)
  }

  function onHidden(): void {
    if (document.visibilityState === 'hidden') keep()
  }

  void read()
  document.addEventListener('visibilitychange', onHidden)
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', onHidden)
    keep()
  })

  return { form, ready, restored, drop, discard }
}
