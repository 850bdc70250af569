/** Whom to call about a household or an organisation. */
import type { Organisation, PhoneHousehold, RevealKind } from '@gridward/api'
import { headFirst } from '../register/documents'

export interface CallNumber {
  /** The row that is revealed; '' where it was typed on this phone and is whole. */
  id: string
  kind: RevealKind
  name: string
  masked: string
}

export function numbersOf(household?: PhoneHousehold, organisation?: Organisation): CallNumber[] {
  const people = headFirst(household?.residents ?? []).flatMap(({ name, phones }) =>
    phones.map(({ id, masked }): CallNumber => ({ id, kind: 'phone', name, masked })),
  )
  const own: CallNumber[] = organisation
    ? [{ id: organisation.id, kind: 'organisation', name: organisation.name, masked: organisation.phone }]
    : []
  const contacts = (organisation?.contacts ?? []).map(({ id, name, phone }): CallNumber => {
    return { id, kind: 'contact', name, masked: phone }
  })
  return [...people, ...own, ...contacts].filter(({ masked }) => masked)
}
