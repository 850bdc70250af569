import { api, ask, type RevealKind } from '@gridward/api'

/** Fetches one protected field of one row with the reader's reason; the server records both. */
export function revealOf(
  kind: RevealKind,
  id: string,
  field: 'document' | 'phone',
): (reason: string) => Promise<string | null> {
  return async (reason) => {
    const answer = await ask(api.POST('/api/v1/register/reveal', { body: { kind, id, field, reason } }))
    return answer.value
  }
}
