/** What was scanned or typed, told apart by its form. */
import { normal, parsePlate, display } from '@gridward/rules'

export type Reading =
  | { kind: 'token'; text: string }
  | { kind: 'serial'; text: string }
  | { kind: 'identity'; text: string }
  | { kind: 'phone'; text: string }
  | { kind: 'plate'; text: string; shown: string }
  | { kind: 'unreadable'; text: string }

const TOKEN = /^GW1/
const SERIAL = /^[0-9A-Z]{8}$/
const BETWEEN = /[\s-]/g

/** Codes of passes, serials, identity numbers, telephones and plates; anything else is unreadable. */
export function readingOf(typed: string): Reading {
  const text = typed.normalize('NFKC').replace(BETWEEN, '').toUpperCase()
  if (TOKEN.test(text)) return { kind: 'token', text }
  for (const kind of ['identity', 'phone'] as const) {
    const plain = normal(kind, typed)
    if (plain !== null) return { kind, text: plain }
  }
  if (SERIAL.test(text)) return { kind: 'serial', text }
  const { value: plate } = parsePlate(typed)
  if (plate) return { kind: 'plate', text: plate.number, shown: display(plate) }
  return { kind: 'unreadable', text: typed }
}
