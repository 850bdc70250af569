import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import { usePhone } from './phone'

/** What the server said last to a question, kept on the phone under a name for when there is no signal. */
export function keptAnswer<Answer>(
  keptAs: string,
  hear: () => Promise<Answer>,
): ShallowRef<Answer | undefined> {
  const { phone, status } = usePhone()
  const isOnline = computed(() => status.value.connection === 'online')
  const told = shallowRef<Answer>()

  async function learn(): Promise<void> {
    const opened = phone.value
    told.value = await opened?.read<Answer>(keptAs)
    if (!opened || !isOnline.value) return
    const heard = await hear()
    if (opened !== phone.value) return
    await opened.keep(keptAs, heard)
    told.value = heard
  }

  watch([phone, isOnline], () => void learn().catch(() => undefined), { immediate: true })
  return told
}
