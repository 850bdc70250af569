/** The orders of the phone's grids, and what of them is its owner's to do. */
import type { PhoneOrder } from '@gridward/api'
import type { Document } from '@gridward/offline'
import { computed } from 'vue'
import { usePhone } from '../phone'
import { everything, todo } from './lists'

type OrderDocument = PhoneOrder & Document

const kept = usePhone().all<OrderDocument>('order')
const orders = computed(() => kept.value.map(({ document }) => document))
const keptById = computed(() => new Map(kept.value.map((one) => [one.document.id, one])))
const mine = computed(() => todo(orders.value))
const all = computed(() => everything(orders.value))

export function useOrders() {
  return { keptById, mine, all }
}
