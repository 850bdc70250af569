/** A report before it is given: of which kind, what was found, where. */
import type { PhoneOrderField, PhoneOrderKind } from '@gridward/api'
import type { Content } from '@gridward/offline'
import { newId } from '../components/ids'
import type { Report } from './documents'

export interface ReportForm {
  /** Made when the form begins: giving it twice reports it once. */
  id: string
  grid: string
  /** The code of the kind, '' before one is chosen. */
  kind: string
  answers: Record<string, unknown>
  text: string
  place: string
  household: string
  organisation: string
  /** Photographs as data URLs, so that they survive with the form. */
  photos: string[]
}

export type Given = Partial<
  Pick<ReportForm, 'kind' | 'grid' | 'place' | 'text' | 'household' | 'organisation'>
>

export function emptyReport(given: Given): ReportForm {
  const bare = { kind: '', answers: {}, text: '', place: '', household: '', organisation: '', photos: [] }
  return { id: newId(), grid: '', ...bare, ...given }
}

/** The form of a report that the server has refused, for mending it. */
export function formOfReport(content: Content): ReportForm {
  const { grid_id, kind, answers, text, place, links } = content as unknown as Report
  const { household = '', organisation = '' } = links
  return { id: content.id, grid: grid_id, kind, answers, text, place, household, organisation, photos: [] }
}

/** Links that the kind takes, of what was named. */
export function linksOf({ links }: PhoneOrderKind, form: ReportForm): Record<string, string> {
  const named = { household: form.household, organisation: form.organisation }
  return Object.fromEntries(Object.entries(named).filter(([link, id]) => id && link in links))
}

export interface Wrongs {
  missing: PhoneOrderField[]
  unfit: PhoneOrderField[]
  /** A link that the kind must have. */
  link: string
}

export function wrongsOf(kind: PhoneOrderKind, form: ReportForm): Wrongs {
  const named = linksOf(kind, form)
  const link = Object.entries(kind.links).find(([one, must]) => must && !named[one])?.[0] ?? ''
  return {
    missing: kind.asked.filter((field) => field.required && !isSaid(form.answers[field.code])),
    unfit: kind.asked.filter((field) => field.answer === 'number' && !isNumber(form.answers[field.code])),
    link,
  }
}

export function isWhole({ missing, unfit, link }: Wrongs): boolean {
  return !missing.length && !unfit.length && !link
}

/** Where nothing is written of the place, it is where the household lives or the organisation is. */
export function reportOf(kind: PhoneOrderKind, form: ReportForm, about: string): Report {
  const answers = kind.asked.flatMap(({ code, answer }): [string, unknown][] => {
    const said = form.answers[code]
    if (!isSaid(said)) return []
    return [[code, answer === 'number' ? Number(said) : said]]
  })
  return {
    id: form.id,
    kind: kind.code,
    version: kind.version,
    grid_id: form.grid,
    place: form.place.trim() || about,
    text: form.text.trim(),
    answers: Object.fromEntries(answers),
    links: linksOf(kind, form),
  }
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && String(value).trim() !== ''
}

function isNumber(value: unknown): boolean {
  return !isSaid(value) || Number.isFinite(Number(value))
}
