/** People under measures on this phone, and how they stand today. */
import type { PhoneMeasure } from '@gridward/api'
import type { Document } from '@gridward/offline'
import { computed, type Ref } from 'vue'
import { dayOf } from '../components/days'
import { usePhone } from '../phone'
import { inOrder, standingOf } from './documents'

type MeasureDocument = PhoneMeasure & Document

const kept = usePhone().all<MeasureDocument>('measure')

export function useFollowed(now: Readonly<Ref<Date>>) {
  const today = computed(() => dayOf(now.value))
  const people = computed(() =>
    inOrder(
      kept.value.map(({ document }) => document),
      today.value,
    ),
  )
  const open = computed(() => people.value.filter((one) => standingOf(one, today.value) !== 'done'))
  const missed = computed(() => people.value.filter((one) => one.missed_since).length)
  return { today, people, open, missed }
}
