/** Files to the server, which openapi-fetch would send as JSON, and files that the server makes. */
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

/** A file that the server made, with the name it gave. */
export interface TakenFile {
  content: Blob
  name: string
}

/** The file of a call made with `parseAs: 'blob'`; throws an ApiProblem when the server refused. */
export async function takeFile(call: Promise<{ data?: unknown; response: Response }>): Promise<TakenFile> {
  const content = (await ask(call)) as Blob
  const { response } = await call
  return { content, name: nameOf(response.headers.get('Content-Disposition') ?? '') }
}

function nameOf(disposition: string): string {
  const told = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return told ? decodeURIComponent(told) : 'file'
}
