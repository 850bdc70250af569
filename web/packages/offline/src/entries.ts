/** Commands in memory, and as they lie sealed in the outbox. */
import type { CommandState, Content, Given } from './contract'
import type { Sealer } from './sealing'
import type { OutboxRow } from './storage'

/** How a command ended: the server's answer, or its refusal. */
export type End = Pick<Given, 'answer' | 'refusal'>

interface Body {
  kind: string
  at: string
  content: Content
  photos: string[]
}

export interface Entry extends Body, End {
  order: number
  id: string
  state: CommandState
  settled: boolean
  /** When it was confirmed or refused, by the phone's clock. */
  endedAt: number
}

export function sealBody(sealer: Sealer, id: string, { kind, at, content, photos }: Body) {
  return sealer.seal(`outbox/${id}`, { kind, at, content, photos })
}

export function sealEnd(sealer: Sealer, id: string, end: End) {
  return sealer.seal(`outbox/${id}/end`, end)
}

export async function openEntry(sealer: Sealer, row: OutboxRow): Promise<Entry> {
  const { order, id, state, settled, endedAt } = row
  const body = await sealer.open<Body>(`outbox/${id}`, row.sealed)
  const end = row.end ? await sealer.open<End>(`outbox/${id}/end`, row.end) : {}
  return { order, id, state, settled, endedAt, ...body, ...end }
}

export const isUnfinished = ({ state }: { state: CommandState }) => state === 'waiting' || state === 'sent'

/** The documents show it only with the phone's help: it may still happen, or has and was not pulled yet. */
export const isAhead = ({ state, settled }: Entry) => state !== 'needs_you' && !settled

const ADDS = /\.(add|record|confirm|sign|open)$/

/**
 * The phone's own command that a new one builds on: it changed the same row, and the writer of the new one has not seen
 * what the server made of it.
 */
export function earlierCommand(
  entries: readonly Entry[],
  kind: string,
  content: Content,
): string | undefined {
  if (ADDS.test(kind)) return undefined
  const before = entries.filter((one) => one.content.id === content.id && (isUnfinished(one) || isAhead(one)))
  return before[before.length - 1]?.id
}
