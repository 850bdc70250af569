import { api, ask } from '@gridward/api'

/** Fetches one protected field of one resident with the reader's reason; the server logs both. */
export function revealOf(id: string, field: 'id_number' | 'phone'): (reason: string) => Promise<string> {
  return async (reason) => {
    const body = { field, reason }
    const answer = await ask(
      api.POST('/api/v1/register/residents/{id}/reveal', { params: { path: { id } }, body }),
    )
    return answer.value
  }
}
