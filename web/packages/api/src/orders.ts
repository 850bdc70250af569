/** Photographs for work orders, whose bodies are not JSON. */
import { problemFrom } from './problem'
import { sendToApi } from './transport'

/** Brings a photograph up under an id that an order or a move will name; once more is the same as once. */
export async function sendOrderPhoto(id: string, content: Blob): Promise<void> {
  const address = new URL(`/api/v1/workorders/photos?photo=${id}`, location.origin)
  const response = await sendToApi(new Request(address, { method: 'POST', body: content }))
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null))
}
