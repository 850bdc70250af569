/** Doors of phones whose bodies are not JSON, or whose answer is a secret. */
import { sendRaw } from './transport'

/** 32 bytes (base64) that the server keeps for a phone, told to its owner alone. */
export async function readDeviceSecret(device: string): Promise<string> {
  const nothingMore = new Blob(['{}'], { type: 'application/json' })
  const answer = await sendRaw('POST', `/sync/devices/${device}/secret`, nothingMore)
  return ((await answer.json()) as { secret: string }).secret
}

/** Brings a photograph up under the id that the phone gave it; once more is the same as once. */
export async function sendPhoto(id: string, content: Blob, of?: string): Promise<void> {
  await sendRaw('POST', `/sync/photos?photo=${id}${of ? `&of=${of}` : ''}`, content)
}
