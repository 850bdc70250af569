/** The outbox as its owner wants it: what needs them, then what has not arrived, then the rest, each newest first. */
import type { CommandState, Given } from '@gridward/offline'

export const GROUPS = [
  { name: 'needs_you', states: ['needs_you'] },
  { name: 'on_its_way', states: ['waiting', 'sent'] },
  { name: 'confirmed', states: ['confirmed'] },
] as const satisfies readonly { name: string; states: readonly CommandState[] }[]

export function grouped(outbox: readonly Given[]) {
  const newest = [...outbox].reverse()
  return GROUPS.map(({ name, states }) => ({
    name,
    commands: newest.filter(({ state }) => (states as readonly CommandState[]).includes(state)),
  })).filter(({ commands }) => commands.length)
}
