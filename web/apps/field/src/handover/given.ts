/** What this phone gave and took, read from its outbox. */
import type { Given } from '@gridward/offline'
import type { Give, Take } from './documents'

export interface GivenHalf<Half> {
  given: Given
  half: Half
}

export function gives(outbox: readonly Given[]): GivenHalf<Give>[] {
  return halves<Give>(outbox, 'handover.give')
}

export function takes(outbox: readonly Given[]): GivenHalf<Take>[] {
  return halves<Take>(outbox, 'handover.take')
}

function halves<Half>(outbox: readonly Given[], kind: string): GivenHalf<Half>[] {
  return outbox
    .filter((one) => one.kind === kind)
    .map((given) => ({ given, half: given.content as unknown as Half }))
    .reverse()
}
