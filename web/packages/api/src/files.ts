/** Files to the server, which openapi-fetch would send as JSON. */
import { api, ask } from './client'
import type { ImportDetail } from './shapes'

/** Uploads a roster for a community (its code); answers what was found in it. */
export function uploadRoster(file: File, community: string): Promise<ImportDetail> {
  const form = new FormData()
  form.set('community', community)
  form.set('file', file)
  return ask(
    api.POST('/api/v1/register/imports', {
      body: { community, file: file.name },
      bodySerializer: () => form,
    }),
  )
}
