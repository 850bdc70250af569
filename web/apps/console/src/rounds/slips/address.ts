/** Whether an address leads no further than the machine it was opened on: no phone of a resident finds it. */
export function isOwnMachine(address: string): boolean {
  try {
    return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname)
  } catch {
    return false
  }
}
