import type { OrderLink, OrderRow } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed, watch, type Ref } from 'vue'
import { alike } from '../orders'
import { readAbout, readOfKind } from '../read'
import type { OrderForm } from './orderForm'

const WAIT_MS = 250

/** Orders under way that may be what a form is about to report: of its kind at its grid, or about the same thing. */
export function useAlike(form: Ref<OrderForm>) {
  const { data, load } = useLoad(async (): Promise<{ about: OrderRow[]; ofKind: OrderRow[] }> => {
    const { kind, grid, links } = form.value
    const about = Object.entries(links).map(([link, { id }]) => readAbout(link as OrderLink, id))
    const ofKind = kind && grid ? await readOfKind(grid, kind) : []
    return { about: (await Promise.all(about)).flat(), ofKind }
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => [form.value.kind, form.value.grid, ...Object.values(form.value.links).map(({ id }) => id)].join(),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void load(), WAIT_MS)
    },
    { immediate: true },
  )
  return computed(() => alike(data.value?.about ?? [], data.value?.ofKind ?? [], form.value.place))
}
