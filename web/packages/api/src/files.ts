/** Files to the server, which openapi-fetch would send as JSON, and files that the server makes. */
import { api, ask } from './client'
import type { PushListDetail, ImportDetail, SitingStudy } from './shapes'

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

/** Brings a pushed list with its file; what is not said is left out. */
export function bringList(file: File, said: Record<string, string>): Promise<PushListDetail> {
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) if (value) form.set(name, value)
  form.set('file', file)
  return ask(
    api.POST('/api/v1/screening/lists', {
      body: { sender: '', kind: '', purpose: '', basis: '', file: file.name },
      bodySerializer: () => form,
    }),
  )
}

/** Uploads the roads of a study of where gates could stand. */
export function uploadRoads(file: File, study: string): Promise<SitingStudy> {
  const form = new FormData()
  form.set('file', file)
  return ask(
    api.POST('/api/v1/siting/studies/{study_id}/roads', {
      params: { path: { study_id: study } },
      body: { file: file.name },
      bodySerializer: () => form,
    }),
  )
}

/** Hands the file of a call made with `parseAs: 'blob'` to the browser as a download, under the server's name for it. */
export async function keepFile(call: Promise<{ data?: unknown; response: Response }>): Promise<void> {
  const content = (await ask(call)) as Blob
  const { response } = await call
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = nameOf(response.headers.get('Content-Disposition') ?? '')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function nameOf(disposition: string): string {
  const told = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return told ? decodeURIComponent(told) : 'file'
}
