/**
 * Which commands the owner of the phone may send, as the server said last, kept for when there is no signal. Until it
 * has said anything all are offered: the server decides again.
 */
import { api, ask } from '@gridward/api'
import { computed, shallowRef, watch } from 'vue'
import { usePhone } from './phone'

const KEPT_AS = 'phone.may'

const { phone, status } = usePhone()
const kinds = shallowRef<string[]>()
const isOnline = computed(() => status.value.connection === 'online')

export function useMay() {
  return { may }
}

/** Any of these kinds of commands. */
function may(...wanted: string[]): boolean {
  return kinds.value === undefined || wanted.some((kind) => kinds.value?.includes(kind))
}

async function learn(): Promise<void> {
  const opened = phone.value
  kinds.value = await opened?.read<string[]>(KEPT_AS)
  if (!opened || !isOnline.value) return
  const heard = await ask(api.GET('/api/v1/sync/commands'))
  if (opened !== phone.value) return
  await opened.keep(KEPT_AS, heard)
  kinds.value = heard
}

watch([phone, isOnline], () => void learn().catch(() => undefined), { immediate: true })
