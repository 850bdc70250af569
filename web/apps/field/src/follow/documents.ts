/** People under measures whom the owner of the phone looks after (docs/subsystems/measures.md). */
import type {
  MeasureCallFor,
  PhoneMeasure,
  PhoneSample,
  SampleMethod,
  SampleResult,
  Symptom,
} from '@gridward/api'
import { dayOf } from '../components/days'

/** What a `measure.reading` says; `id` is the measure's. */
export interface Reading {
  id: string
  reading_id: string
  way: 'visit' | 'call'
  celsius: number
  symptoms: Symptom[]
  note: string
}

/** What a `measure.sample` says. */
export interface Sample {
  id: string
  sample_id: string
  method: SampleMethod
}

/** What a `measure.result` says; `reported_at` where the report gives a time, `reason` where it changes another one. */
export interface Result {
  id: string
  sample_id: string
  result: SampleResult
  reported_at?: string
  told_by: string
  ct?: number
  reason: string
}

/** What a `measure.need` says. */
export interface Need {
  id: string
  call_id: string
  what: MeasureCallFor
  text: string
}

export const SYMPTOMS: readonly Symptom[] = [
  'cough',
  'sore_throat',
  'fatigue',
  'diarrhoea',
  'breathless',
  'other',
]
export const NEEDS: readonly MeasureCallFor[] = ['medicine', 'care', 'food', 'other']
export const RESULTS: readonly SampleResult[] = ['negative', 'positive', 'invalid']
export const METHODS: readonly SampleMethod[] = ['nucleic_acid', 'antigen']
/** What a thermometer shows of somebody who lives. */
export const LOWEST = 34
export const HIGHEST = 43
export const MOST = 500

/** Cycle thresholds that laboratories report. */
export const HIGHEST_CT = 45

const MINUTE_MS = 60_000

const OPEN = ['ahead', 'due', 'missed', 'again']

type Followed = Pick<PhoneMeasure, 'begins' | 'ends' | 'asked' | 'tests' | 'readings' | 'missed_since'>

/** How many readings are asked for today still. */
export function readingsLeft({ begins, ends, asked, readings }: Followed, today: string): number {
  if (today < begins || today > ends) return 0
  return Math.max(0, asked - readings.filter(({ at }) => dayOf(new Date(at)) === today).length)
}

/** The first day up to today whose test nobody took a sample for. */
export function testDue({ tests }: Pick<Followed, 'tests'>, today: string): string {
  return tests.find(({ day, state }) => day <= today && OPEN.includes(state))?.day ?? ''
}

/** Which day of the rule a sample of today answers: today where it is one, else the first that was missed. */
export function dayAnswered({ tests }: Pick<Followed, 'tests'>, today: string): string {
  return tests.some(({ day }) => day === today) ? today : testDue({ tests }, today) || today
}

export type Standing = 'missed' | 'due' | 'done'

/** Where somebody stands today: what was missed comes first. */
export function standingOf(one: Followed, today: string): Standing {
  if (one.missed_since) return 'missed'
  return readingsLeft(one, today) > 0 || testDue(one, today) ? 'due' : 'done'
}

const ORDER: Record<Standing, number> = { missed: 0, due: 1, done: 2 }

/** Those whom somebody must be asked about first are above; then by their last day. */
export function inOrder<M extends Followed & { name: string }>(all: readonly M[], today: string): M[] {
  const place = (one: M) => ORDER[standingOf(one, today)]
  return [...all].sort(
    (one, other) =>
      place(one) - place(other) ||
      one.ends.localeCompare(other.ends) ||
      one.name.localeCompare(other.name, 'zh-CN'),
  )
}

export function isFever({ fever_from }: Pick<PhoneMeasure, 'fever_from'>, celsius: number): boolean {
  return celsius >= fever_from
}

/** A temperature as it was typed, with a comma too; undefined where it is none of a living person. */
export function celsiusIn(typed: string): number | undefined {
  const told = numberIn(typed)
  return told >= LOWEST && told <= HIGHEST ? Math.round(told * 10) / 10 : undefined
}

/** Samples, the last first; copies of a phone from before samples came down have none. */
export function samplesOf({ samples }: { samples?: PhoneSample[] }): PhoneSample[] {
  return samples ?? []
}

/** Whether the last nucleic acid or antigen that has a result was positive. */
export function isPositive(one: { samples?: PhoneSample[] }): boolean {
  return samplesOf(one).find(({ result }) => result !== null)?.result === 'positive'
}

/** How a day of a test stands once its sample has this result. */
export const STATE_OF = { negative: 'negative', positive: 'positive', invalid: 'again' } as const

/** What a report says as it was typed. */
export interface Report {
  result?: SampleResult
  toldBy: string
  reportedAt: string
  ct: string
  reason: string
}

export interface ReportLacks {
  result: boolean
  reportedAt: boolean
  ct: boolean
  reason: boolean
}

/** What must be mended before a result is noted: a report comes after its sample, and another result has a reason. */
export function reportLacks(typed: Report, sample: PhoneSample, now: Date): ReportLacks {
  const reported = typed.reportedAt ? Date.parse(typed.reportedAt) : now.getTime()
  const changes = sample.result !== null && typed.result !== sample.result
  return {
    result: !typed.result,
    reportedAt: !(Date.parse(sample.at) - MINUTE_MS < reported && reported <= now.getTime()),
    ct: typed.ct.trim() !== '' && ctIn(typed.ct) === undefined,
    reason: changes && !typed.reason.trim(),
  }
}

/** A cycle threshold as it was typed; undefined where it is none. */
export function ctIn(typed: string): number | undefined {
  const told = numberIn(typed)
  return told >= 0 && told <= HIGHEST_CT ? told : undefined
}

/** A number with any of the points that thumbs type; NaN where there is none. */
function numberIn(typed: string): number {
  return typed.trim() ? Number(typed.trim().replace(/[，,。]/, '.')) : NaN
}
