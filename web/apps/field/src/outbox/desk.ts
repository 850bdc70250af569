/** What the server took, and what of it a desk has to look at. */
import type { Content, Given } from '@gridward/offline'
import { peopleOf, type Reader } from './sentences'

/** A key under `outbox.desk`: the same was written by somebody else, or the person is registered elsewhere. */
export function deskOf({ kind, state, answer }: Given): 'same' | 'elsewhere' | undefined {
  if (state !== 'confirmed' || !answer?.conflict) return undefined
  return kind.endsWith('.add') ? 'elsewhere' : 'same'
}

/**
 * As it was given. Only who has left has left whatever else was changed about them meanwhile: their version is that
 * which the phone knows now, or the server would refuse it again.
 */
export function asGiven({ kind, content }: Given, phone: Reader): Content {
  if (!kind.endsWith('.leave')) return content
  const document = phone.get(String(content.household_id ?? content.organisation_id))?.document
  const person = peopleOf(document).find(({ id }) => id === content.id)
  return person ? { ...content, version: person.version } : content
}
