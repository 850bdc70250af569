import type { Organisation, PhoneHousehold } from '@gridward/api'
import type { Kept } from '@gridward/offline'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { usePhone } from '../phone'

/** A household or an organisation by its id: one of the two, or neither where the phone has it no more. */
export function useSubject(id: MaybeRefOrGetter<string>) {
  const kept = usePhone().get<PhoneHousehold | Organisation>(id)
  const household = computed(() =>
    kept.value?.kind === 'household' ? (kept.value as Kept<PhoneHousehold>) : undefined,
  )
  const organisation = computed(() =>
    kept.value?.kind === 'organisation' ? (kept.value as Kept<Organisation>) : undefined,
  )
  const title = computed(
    () => household.value?.document.address_text ?? organisation.value?.document.name ?? '',
  )
  const persons = computed(() => household.value?.document.residents ?? [])
  return { id: computed(() => toValue(id)), kept, household, organisation, title, persons }
}
