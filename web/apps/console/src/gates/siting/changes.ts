/** What if, as it is put together before it is asked. */
import type { SitingChanges } from '@gridward/api'

export interface Changes {
  open: string[]
  shut: string[]
  close: string[]
  keep_open: string[]
  count: number | null
}

export type ChangeList = 'open' | 'shut' | 'close' | 'keep_open'
export const LISTS: ChangeList[] = ['open', 'shut', 'close', 'keep_open']
/** What cannot be wanted of one thing at once. */
const AGAINST: Record<ChangeList, ChangeList> = {
  open: 'shut',
  shut: 'open',
  close: 'keep_open',
  keep_open: 'close',
}

export function noChanges(): Changes {
  return { open: [], shut: [], close: [], keep_open: [], count: null }
}

export function changesOf(held: SitingChanges): Changes {
  const lists = LISTS.map((list) => [list, [...(held[list] ?? [])]])
  return { ...noChanges(), ...Object.fromEntries(lists), count: held.count ?? null } as Changes
}

export function isEmpty(changes: Changes): boolean {
  return changes.count === null && LISTS.every((list) => !changes[list].length)
}

/** With a thing in a list, or out of it when it was there; it is in no list that says the contrary. */
export function toggled(changes: Changes, list: ChangeList, key: string): Changes {
  const there = changes[list].includes(key)
  const other = AGAINST[list]
  return {
    ...changes,
    [list]: there ? changes[list].filter((one) => one !== key) : [...changes[list], key],
    [other]: changes[other].filter((one) => one !== key),
  }
}
