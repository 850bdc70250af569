import type { InspectionAnswer, InspectionIn, InspectionItem, InspectionStart } from '@gridward/api'
import { newId } from '../../rounds/ids'
import type { AboutQuery } from './subject'

/** What is typed about one item. */
export interface ItemForm {
  answer: InspectionAnswer | ''
  text: string
  demand: string
  days: number
  onTheSpot: boolean
  photos: string[]
}

/** What is typed about an inspection; its id is made once, so that sending it twice is harmless. */
export interface VisitForm {
  id: string
  items: Record<string, ItemForm>
  present: string
  role: string
  text: string
  refuses: boolean
}

export function freshForm({ items }: InspectionStart): VisitForm {
  const blank = Object.fromEntries(items.map((one) => [one.code, freshItem(one)]))
  return { id: newId(), items: blank, present: '', role: '', text: '', refuses: false }
}

/** A form that was typed before, for the items that are asked now. */
export function fitted(form: VisitForm, start: InspectionStart): VisitForm {
  const items = start.items.map((one) => [one.code, form.items[one.code] ?? freshItem(one)] as const)
  return { ...form, items: Object.fromEntries(items) }
}

export function freshItem({ remedy, days }: InspectionItem): ItemForm {
  return { answer: '', text: '', demand: remedy, days, onTheSpot: false, photos: [] }
}

/** How many items have no answer yet, and how many findings no words. */
export function lacking({ items }: VisitForm): { answers: number; words: number } {
  const all = Object.values(items)
  return {
    answers: all.filter(({ answer }) => !answer).length,
    words: all.filter(({ answer, text }) => answer === 'wanting' && !text.trim()).length,
  }
}

/** Findings that will be part of a notice or open an order. */
export function openOf({ items }: VisitForm): number {
  return Object.values(items).filter(({ answer, onTheSpot }) => answer === 'wanting' && !onTheSpot).length
}

export function bodyOf(
  form: VisitForm,
  about: AboutQuery,
  purpose: InspectionIn['purpose'],
  planned: string,
): InspectionIn {
  return {
    id: form.id,
    purpose,
    ...about,
    planned_id: planned || null,
    present: form.present,
    present_role: form.role,
    text: form.text,
    refuses: form.refuses,
    place: '',
    items: Object.entries(form.items).map(([code, one]) => itemOf(code, one)),
  }
}

function itemOf(code: string, { answer, onTheSpot, ...one }: ItemForm): InspectionIn['items'][number] {
  const blank = { code, text: '', photos: [], on_the_spot: false, demand: '', days: null }
  if (answer !== 'wanting') return { ...blank, answer: answer || 'not_applicable' }
  const found = { ...blank, answer, text: one.text, photos: one.photos, on_the_spot: onTheSpot }
  return onTheSpot ? found : { ...found, demand: one.demand, days: one.days }
}
