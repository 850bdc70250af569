/** How readings, samples and needs show until the server's own word has come down. */
import type { PhoneMeasure } from '@gridward/api'
import type { Document, Draft, Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'
import { dayOf } from '../components/days'
import { testDue, type Need, type Reading } from './documents'

type MeasureDocument = PhoneMeasure & Document

const reading: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content, at) {
    const measure = view.edit<MeasureDocument>(content.id)
    const { reading_id, way, celsius, symptoms } = content as unknown as Reading
    if (!measure || measure.readings.some(({ id }) => id === reading_id)) return
    measure.readings = [{ id: reading_id, at, way, celsius, symptoms }, ...measure.readings]
  },
  settled: (view, content) =>
    holds(view, content.id, ({ readings }) => readings.some(({ id }) => id === content.reading_id)),
}

/** A sample has no place of its own in the document: the engine sees that the server has told of it again. */
const sample: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, { id }, at) {
    const measure = view.edit<MeasureDocument>(id)
    const day = measure && testDue(measure, dayOf(new Date(at)))
    if (!measure || !day) return
    measure.tests = measure.tests.map((one) => (one.day === day ? { ...one, state: 'sampled' } : one))
  },
  settled: (view, { id }) => !view.get(id),
}

const need: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content, at) {
    const measure = view.edit<MeasureDocument>(content.id)
    const { call_id, what, text } = content as unknown as Need
    if (!measure || measure.calls.some(({ id }) => id === call_id)) return
    measure.calls = [...measure.calls, { id: call_id, what, at, said: text }]
  },
  settled: (view, content) =>
    holds(view, content.id, ({ calls }) => calls.some(({ id }) => id === content.call_id)),
}

export const kinds: Kinds = {
  'measure.reading': reading,
  'measure.sample': sample,
  'measure.need': need,
}

function back({ content }: Given): RouteLocationRaw {
  return { name: 'follow-one', params: { id: content.id } }
}

export const edits = { 'measure.reading': back, 'measure.sample': back, 'measure.need': back }

function holds(view: Draft, id: string, has: (measure: MeasureDocument) => boolean): boolean {
  const measure = view.get(id)?.document as MeasureDocument | undefined
  return !measure || has(measure)
}
