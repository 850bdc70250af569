import { newId } from '../components/ids'

/** An id that begins with its moment (UUID version 7), so that a table of millions stays in order. */
export function idAt(milliseconds: number): string {
  const time = Math.floor(milliseconds).toString(16).padStart(12, '0').slice(-12)
  const rest = newId().slice(15) // behind the digit of the version
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest}`
}
