/** Bytes as hexadecimal text and as UUIDs. */

export type Bytes = Uint8Array<ArrayBuffer>

const HEX = /^([0-9a-f]{2})*$/
const UUID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const one of bytes) text += one.toString(16).padStart(2, '0')
  return text
}

/** Throws a RangeError. */
export function bytesOf(hex: string): Bytes {
  const text = hex.toLowerCase()
  if (!HEX.test(text)) throw new RangeError('not hexadecimal')
  return Uint8Array.from({ length: text.length / 2 }, (_, place) => parseInt(text.substr(place * 2, 2), 16))
}

/** A UUID in its usual form, out of 16 bytes or of text with or without hyphens; throws a RangeError. */
export function uuidOf(id: string | Uint8Array): string {
  const text = typeof id === 'string' ? id.toLowerCase() : hexOf(id)
  const match = UUID.exec(text)
  if (!match) throw new RangeError('not a UUID')
  return match.slice(1).join('-')
}
