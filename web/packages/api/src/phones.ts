/** Doors of phones whose bodies are not JSON, or whose answer is a secret. */
import { problemFrom } from './problem'
import { sendToApi } from './transport'

/** 32 bytes (base64) that the server keeps for a phone, told to its owner alone. */
export async function readDeviceSecret(device: string): Promise<string> {
  const nothingMore = new Blob(['{}'], { type: 'application/json' })
  const answer = await call('POST', `/devices/${device}/secret`, nothingMore)
  return ((await answer.json()) as { secret: string }).secret
}

/** Brings a photograph up under the id that the phone gave it; once more is the same as once. */
export async function sendPhoto(id: string, content: Blob, of?: string): Promise<void> {
  await call('POST', `/photos?photo=${id}${of ? `&of=${of}` : ''}`, content)
}

async function call(method: string, path: string, body?: Blob): Promise<Response> {
  const request = new Request(new URL(`/api/v1/sync${path}`, location.origin), { method, body })
  const response = await sendToApi(request)
  if (response.ok) return response
  throw problemFrom(response.status, await response.json().catch(() => null))
}
