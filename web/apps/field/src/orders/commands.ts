/** How reports and moves show until the server's own word has come down, and where a refused one is mended. */
import type { PhoneOrder, PhoneOrderKind, PhoneOrderKinds } from '@gridward/api'
import type { Content, Document, Draft, Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'
import type { Report, Step } from './documents'
import { NOTHING_TOLD, withMove } from './moves'

type OrderDocument = PhoneOrder & Document

const open: KindOfCommand = {
  photosOf: 'order',
  about: ({ id }) => [id],
  apply(view, content, at) {
    const report = content as unknown as Report
    if (view.get(report.id)) return
    view.add(report.grid_id, 'order', expected(report, kindIn(view, report), photosIn(content), at))
  },
  settled: (view, { id }) => view.get(id) !== undefined,
}

const move: KindOfCommand = {
  photosOf: 'order',
  about: ({ id }) => [id],
  apply(view, content, at) {
    const order = view.edit<OrderDocument>(content.id)
    const step = content as unknown as Step
    if (order && !holds(order, step)) withMove(order, step, photosIn(content), at)
  },
  settled(view, content) {
    const order = view.get(content.id)?.document as OrderDocument | undefined
    return !order || holds(order, content as unknown as Step)
  },
}

/** That it was read is nothing which anybody waits for: it shows nowhere as waiting. */
const read: KindOfCommand = {
  about: () => [],
  apply(view, { id }) {
    const order = view.edit<OrderDocument>(id)
    if (order) order.unread = false
  },
  settled(view, { id }) {
    const order = view.get(id)?.document as OrderDocument | undefined
    return !order?.unread
  },
}

export const kinds: Kinds = { 'order.open': open, 'order.move': move, 'order.read': read }

export const edits = {
  'order.open': ({ id }: Given): RouteLocationRaw => ({ name: 'order-new', query: { again: id } }),
  'order.move': ({ id, content }: Given): RouteLocationRaw => ({
    name: 'order',
    params: { id: content.id },
    query: { again: id },
  }),
}

function holds({ timeline }: PhoneOrder, { move_id }: Step): boolean {
  return timeline.some(({ id }) => id === move_id)
}

function photosIn({ photos }: Content): string[] {
  return Array.isArray(photos) ? (photos as string[]) : []
}

function kindIn(view: Draft, { grid_id, kind, version }: Report): PhoneOrderKind | undefined {
  const kept = view.get(grid_id)?.document as (PhoneOrderKinds & Document) | undefined
  return kept?.kinds?.find((one) => one.code === kind && one.version === version)
}

/** Whose it will be only the server knows. */
function expected(
  { id, kind, place, text, answers, links }: Report,
  known: PhoneOrderKind | undefined,
  photos: string[],
  at: string,
): OrderDocument {
  const first = { id, move: 'open', sentence: 'open', told: NOTHING_TOLD, text: '', by: '' } as const
  return {
    id,
    version: 0,
    number: '',
    kind,
    title: known?.title ?? {},
    urgent: known?.urgent ?? false,
    confined: known?.confined ?? false,
    state: 'reported',
    place,
    text,
    answers: known ? answered(known, answers) : [],
    links,
    concerned: '',
    post: null,
    handler: null,
    awaited: [],
    mine: false,
    unread: false,
    rung: 0,
    opened_by: '',
    opened_at: at,
    seen_at: at,
    dues: {},
    clock: null,
    late_after: null,
    asked_until: null,
    timeline: [{ ...first, at, said_at: at, photos }],
    moves: [{ move: 'note', needs: ['text'] }],
    kept_until: null,
  }
}

function answered({ asked }: PhoneOrderKind, answers: Report['answers']): PhoneOrder['answers'] {
  return asked.flatMap(({ code, text, options }) => {
    const answer = answers[code] as PhoneOrder['answers'][number]['answer'] | undefined
    if (answer === undefined || answer === null || answer === '') return []
    return [{ title: text, answer, text: options.find((one) => one.code === answer)?.text ?? {} }]
  })
}
