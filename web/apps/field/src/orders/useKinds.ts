/** What the phone's owner may report at a grid today. */
import type { PhoneOrderKind, PhoneOrderKinds } from '@gridward/api'
import type { Document } from '@gridward/offline'
import { usePhone } from '../phone'
import { dayOf } from '../components/days'
import { kindsOn } from './documents'

const documents = usePhone().all<PhoneOrderKinds & Document>('order_kinds')

export function useKinds() {
  function kindsAt(grid: string): PhoneOrderKind[] {
    const here = documents.value.find(({ document }) => document.id === grid)
    return kindsOn(dayOf(new Date()), here?.document.kinds ?? [])
  }

  return { kindsAt }
}
