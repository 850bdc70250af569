/** What still waits when a file has ended would wake up in a page that is gone. */
import { afterAll } from 'vitest'

const later = globalThis.setTimeout
const waiting = new Set<ReturnType<typeof setTimeout>>()

globalThis.setTimeout = Object.assign((...given: Parameters<typeof later>) => {
  const timer = later(...given)
  waiting.add(timer)
  return timer
}, later)

afterAll(() => {
  waiting.forEach((timer) => clearTimeout(timer))
  globalThis.setTimeout = later
})
