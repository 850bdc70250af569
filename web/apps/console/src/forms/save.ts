import type { TakenFile } from '@gridward/api'

/** Hands a file to the browser as a download. */
export function save({ content, name }: TakenFile): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
