/**
 * What the server told of the owner's duties when there was a signal, kept for when there is none: the posts held, and
 * days whose papers lack though this phone did not record their work.
 */
import { api, ask } from '@gridward/api'
import { computed, shallowRef, watch } from 'vue'
import { usePhone } from '../phone'
import type { DutyId } from './duties'
import type { DayAt } from './items'

const KEPT_AS = 'today.told'

export interface Told {
  posts: string[]
  unsigned: DayAt[]
  unconfirmed: DayAt[]
}

type Home = Awaited<ReturnType<typeof readHome>>

const { phone, status } = usePhone()
const told = shallowRef<Told>()
const isOnline = computed(() => status.value.connection === 'online')

export function useTold() {
  return { told }
}

export function toldBy({ posts }: Home): Told {
  const lateOf = (id: DutyId): DayAt[] =>
    posts.flatMap(({ grid_id: grid, duties }) =>
      duties
        .filter((duty) => duty.id === id)
        .flatMap(({ items }) => items.filter(({ state }) => state === 'late'))
        .flatMap(({ days }) => (grid ? days.map((day) => ({ day, grid })) : [])),
    )
  return {
    posts: posts.map(({ post }) => post),
    unsigned: lateOf('write_log'),
    unconfirmed: lateOf('confirm_sheet'),
  }
}

function readHome() {
  return ask(api.GET('/api/v1/duties'))
}

async function learn(): Promise<void> {
  const opened = phone.value
  told.value = await opened?.read<Told>(KEPT_AS)
  if (!opened || !isOnline.value) return
  const heard = toldBy(await readHome())
  if (opened !== phone.value) return
  await opened.keep(KEPT_AS, heard)
  told.value = heard
}

watch([phone, isOnline], () => void learn().catch(() => undefined), { immediate: true })
