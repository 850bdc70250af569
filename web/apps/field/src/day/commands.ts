/** Papers of a day as the engine asks for them: no document of the phone shows them, so nothing waits to be held by one. */
import type { Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'

const paper: KindOfCommand = {
  about: () => [],
  apply: () => undefined,
  settled: () => true,
}

export const kinds: Kinds = { 'patrol.record': paper, 'log.sign': paper, 'sheet.confirm': paper }

/** A refused log is mended and signed anew; a patrol was as it was, and a sheet is not typed. */
export const edits = {
  'log.sign': ({ id, content }: Given): RouteLocationRaw => ({
    name: 'day',
    query: { again: id, day: String(content.day), grid: String(content.grid_id) },
  }),
}
