/** Both halves of a handover as the engine asks for them: no document of the phone shows them. */
import type { Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'

const half: KindOfCommand = {
  about: () => [],
  apply: () => undefined,
  settled: () => true,
}

export const kinds: Kinds = { 'handover.give': half, 'handover.take': half }

/** What was refused is mended and signed anew, under the same code. */
export const edits = {
  'handover.give': ({ id, content }: Given): RouteLocationRaw => ({
    name: 'handover-give',
    params: { gate: String(content.gate_id) },
    query: { again: id, kind: String(content.kind) },
  }),
  'handover.take': ({ id, content }: Given): RouteLocationRaw => ({
    name: 'handover-take',
    params: { gate: String(content.gate_id) },
    query: { again: id, code: String(content.code) },
  }),
}
