/**
 * Which commands the owner of the phone may send, as the server said last. Until it has said anything all are offered:
 * the server decides again.
 */
import { api, ask } from '@gridward/api'
import { keptAnswer } from './keptAnswer'

const kinds = keptAnswer<string[]>('phone.may', () => ask(api.GET('/api/v1/sync/commands')))

export function useMay() {
  return { may }
}

/** Any of these kinds of commands. */
function may(...wanted: string[]): boolean {
  return kinds.value === undefined || wanted.some((kind) => kinds.value?.includes(kind))
}
