import { api, ask } from '@gridward/api'
import { computed, watch } from 'vue'
import { keptAnswer } from '../keptAnswer'
import { usePhone } from '../phone'
import { isOpen, type OwnDuty } from './duty'
import { unsentWishes } from './wishes'

const KEPT_AS = 'duty.own'

/** One's own shifts to come and open swaps: as the server told them last, also without a signal. */
export function useDuty() {
  const { phone, status, outbox } = usePhone()
  const told = keptAnswer<OwnDuty>(KEPT_AS, read)
  const isOnline = computed(() => status.value.connection === 'online')

  /** Asks again after something was done. */
  async function refresh(): Promise<void> {
    const heard = await read()
    await phone.value?.keep(KEPT_AS, heard)
    told.value = heard
  }

  const unsent = computed(() => unsentWishes(outbox.value))
  const count = computed(() => unsent.value.stated.length + unsent.value.of.size)
  // What the server has taken it tells of.
  watch(count, (now, before) => {
    if (now < before && isOnline.value) void refresh().catch(() => undefined)
  })

  return { told, isOnline, refresh, unsent }
}

async function read(): Promise<OwnDuty> {
  const [me, shifts, swaps, wishes] = await Promise.all([
    ask(api.GET('/api/v1/me')),
    ask(api.GET('/api/v1/me/shifts', { params: { query: {} } })),
    ask(api.GET('/api/v1/me/shifts/swaps', { params: { query: {} } })),
    ask(api.GET('/api/v1/me/shifts/wishes')),
  ])
  return {
    me: me.member?.id ?? '',
    shifts: shifts.items,
    swaps: swaps.items.filter(isOpen),
    wishes: me.member ? wishes : undefined,
  }
}
