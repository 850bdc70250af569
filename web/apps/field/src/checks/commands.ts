/** How calls and outcomes show until the server's own word has come down, and where a refused one is mended. */
import type { PhoneOrder } from '@gridward/api'
import type { Document, Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'
import { isOver } from '../orders/lists'
import { NOTHING_TOLD } from '../orders/moves'
import type { CheckTry } from './documents'

type OrderDocument = PhoneOrder & Document

/** The order is done as far as the phone's owner is concerned. */
const answer: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, { id }) {
    const order = view.edit<OrderDocument>(id)
    if (!order || isOver(order)) return
    Object.assign(order, {
      state: 'handled',
      moves: [],
      dues: {},
      clock: null,
      late_after: null,
      mine: false,
    })
  },
  settled(view, { id }) {
    const order = view.get(id)?.document as OrderDocument | undefined
    return !order || isOver(order)
  },
}

const contact: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content, at) {
    const order = view.edit<OrderDocument>(content.id)
    const { contact_id, text, spoken } = content as unknown as CheckTry & { spoken?: string }
    if (!order || holds(order, contact_id)) return
    const said = [spoken, text].filter(Boolean).join('：')
    const note = { id: contact_id, move: 'note', sentence: 'note', told: NOTHING_TOLD, text: said } as const
    order.timeline = [...order.timeline, { ...note, by: '', at, said_at: at, photos: [] }]
  },
  settled(view, content) {
    const order = view.get(content.id)?.document as OrderDocument | undefined
    return !order || holds(order, (content as unknown as CheckTry).contact_id)
  },
}

export const kinds: Kinds = { 'check.answer': answer, 'check.contact': contact }

function back({ content }: Given): RouteLocationRaw {
  return { name: 'order', params: { id: content.id } }
}

export const edits = { 'check.answer': back, 'check.contact': back }

function holds({ timeline }: PhoneOrder, id: string): boolean {
  return timeline.some((one) => one.id === id)
}
