/** How readings, samples and needs show until the server's own word has come down. */
import type { PhoneMeasure, PhoneSample } from '@gridward/api'
import type { Document, Draft, Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'
import { dayOf } from '../components/days'
import {
  dayAnswered,
  samplesOf,
  STATE_OF,
  type Need,
  type Reading,
  type Result,
  type Sample,
} from './documents'

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

const sample: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content, at) {
    const measure = view.edit<MeasureDocument>(content.id)
    const { sample_id, method } = content as unknown as Sample
    if (!measure || samplesOf(measure).some(({ id }) => id === sample_id)) return
    const today = dayOf(new Date(at))
    const day = dayAnswered(measure, today)
    const none = { result: null, reported_at: null, told_by: '', ct: null }
    measure.samples = [{ id: sample_id, day, at, method, ...none }, ...samplesOf(measure)]
    measure.tests = measure.tests.map((one) => (one.day === day ? { ...one, state: 'sampled' } : one))
  },
  settled: (view, content) =>
    holds(view, content.id, (measure) => samplesOf(measure).some(({ id }) => id === content.sample_id)),
}

const result: KindOfCommand = {
  about: ({ id }) => [id],
  apply(view, content, at) {
    const measure = view.edit<MeasureDocument>(content.id)
    const said = content as unknown as Result
    const taken = measure && samplesOf(measure).find(({ id }) => id === said.sample_id)
    if (!measure || !taken) return
    const { result, told_by, ct = null, reported_at = at } = said
    const told: PhoneSample = { ...taken, result, told_by, ct, reported_at }
    measure.samples = samplesOf(measure).map((one) => (one.id === taken.id ? told : one))
    measure.tests = measure.tests.map((one) =>
      one.day === taken.day ? { ...one, state: STATE_OF[result] } : one,
    )
  },
  settled: (view, content) =>
    holds(view, content.id, (measure) =>
      samplesOf(measure).some(({ id, result }) => id === content.sample_id && result === content.result),
    ),
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
  'measure.result': result,
  'measure.need': need,
}

function back({ content }: Given): RouteLocationRaw {
  return { name: 'follow-one', params: { id: content.id } }
}

export const edits = {
  'measure.reading': back,
  'measure.sample': back,
  'measure.result': back,
  'measure.need': back,
}

function holds(view: Draft, id: string, has: (measure: MeasureDocument) => boolean): boolean {
  const measure = view.get(id)?.document as MeasureDocument | undefined
  return !measure || has(measure)
}
