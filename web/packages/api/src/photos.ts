/** Photographs and files of desks, whose bodies are not JSON. */
import { sendRaw } from './transport'

/** Brings a photograph up under an id that an order or a move will name; once more is the same as once. */
export async function sendOrderPhoto(id: string, content: Blob): Promise<void> {
  await sendRaw('POST', `/workorders/photos?photo=${id}`, content)
}

/** Brings a photograph up under an id that a finding will name; once more is the same as once. */
export async function sendInspectionPhoto(id: string, content: Blob): Promise<void> {
  await sendRaw('POST', `/inspections/photos?photo=${id}`, content)
}

/** Puts a picture or a PDF beside a material; once more is the same as once. */
export async function sendMaterialFile(material: string, content: Blob): Promise<void> {
  await sendRaw('POST', `/materials/${material}/file`, content)
}
