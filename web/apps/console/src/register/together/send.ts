/** One change for many rows, tried or carried out. */
import { api, ask, type TogetherOutcome } from '@gridward/api'

export type RowKind = 'households' | 'residents'
export type Outcome = TogetherOutcome

/** Rows by their ids, or all that a filter finds. */
export type Picked = { ids: string[] } | { found: Record<string, unknown> }

interface Body {
  set: Record<string, unknown>
  trial?: boolean
  digest?: string
}

/** With a `key` it is carried out once, however often it is sent. */
export function changeTogether(kind: RowKind, body: Picked & Body, key?: string): Promise<Outcome> {
  const headers = key ? { 'Idempotency-Key': key } : undefined
  if (kind === 'households') return ask(api.POST('/api/v1/register/together/households', { body, headers }))
  return ask(api.POST('/api/v1/register/together/residents', { body, headers }))
}
