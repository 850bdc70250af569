/** What of a row still waits on this phone: of persons, who are a part of their household's document. */
import type { CommandState, Given } from '@gridward/offline'

/** The state of the last unfinished command about a row; '' where there is none. */
export function stateOf(outbox: Given[], id: string): '' | CommandState {
  const own = outbox.filter(({ content, state }) => content.id === id && state !== 'confirmed')
  return own.find(({ state }) => state === 'needs_you')?.state ?? own[own.length - 1]?.state ?? ''
}
