/** Wishes as the engine asks for them: no document of the phone shows them, the page shows what waits beside what was told. */
import type { KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'

const wish: KindOfCommand = {
  about: () => [],
  apply: () => undefined,
  settled: () => true,
}

export const kinds: Kinds = { 'wish.state': wish, 'wish.change': wish, 'wish.withdraw': wish }

const back = (): RouteLocationRaw => ({ name: 'duty' })

/** What was refused is stated anew, with the days that are left. */
export const edits = { 'wish.state': back, 'wish.change': back, 'wish.withdraw': back }
