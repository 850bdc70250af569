/** What the server took, and what of it a desk has to look at. */
import type { Content, Given } from '@gridward/offline'
import { peopleOf, type Reader } from './sentences'

/** A key under `outbox.desk`: the same was written by somebody else, or the person is registered elsewhere. */
export function deskOf({ kind, state, answer }: Given): 'same' | 'elsewhere' | undefined {
  if (state !== 'confirmed' || !answer?.conflict) return undefined
  return kind.endsWith('.add') ? 'elsewhere' : 'same'
}

/**
 * As it was given. Only who has left has left whatever else was changed about them meanwhile, and a move of an order is
 * meant for the order as it is now: their version is that which the phone knows now, or the server would refuse them
 * again.
 */
export function asGiven({ kind, content }: Given, phone: Reader): Content {
  const version = versionNow(kind, content, phone)
  return version === undefined ? content : { ...content, version }
}

function versionNow(kind: string, content: Content, phone: Reader): unknown {
  if (kind === 'order.move') return phone.get(content.id)?.document.version
  if (!kind.endsWith('.leave')) return undefined
  const document = phone.get(String(content.household_id ?? content.organisation_id))?.document
  return peopleOf(document).find(({ id }) => id === content.id)?.version
}
