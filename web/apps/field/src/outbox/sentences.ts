/** A command as one sentence: what somebody did, and about whom. */
import type { Content, Document, Given, Kept, Phone } from '@gridward/offline'

export type Reader = Pick<Phone, 'get' | 'grids'>

export interface Sentence {
  /** A key under `outbox.kinds`; `other` for what a newer version of the app gave. */
  key: string
  about: string
}

interface Person {
  id: string
  name: string
  version: number
}

export const KINDS = [
  'household.add',
  'household.change',
  'resident.add',
  'resident.change',
  'resident.leave',
  'organisation.add',
  'organisation.change',
  'employee.add',
  'employee.change',
  'employee.leave',
  'visit.record',
  'patrol.record',
  'log.sign',
  'sheet.confirm',
  'handover.give',
  'handover.take',
  'order.open',
  'order.move',
  'order.read',
  'check.answer',
  'check.contact',
  'measure.reading',
  'measure.sample',
  'measure.result',
  'measure.need',
  'wish.state',
  'wish.change',
  'wish.withdraw',
] as const

export function sentenceOf({ kind, content, about }: Given, phone: Reader): Sentence {
  const known = (KINDS as readonly string[]).includes(kind)
  return { key: known ? kind : 'other', about: subjectOf(content, about, phone) }
}

/** The name that the command itself gives, else that of the documents that it is about, else its day or grid. */
function subjectOf(content: Content, about: string[], phone: Reader): string {
  const documents = about.map((id) => phone.get(id)).filter((one) => one !== undefined)
  const named = text(content.name) || documents.map((one) => nameOf(one, content, phone)).find(Boolean)
  if (named) return named
  const grid = phone.grids().find(({ id }) => id === content.grid_id)?.name
  return [grid, text(content.day) || text(content.address_text)].filter(Boolean).join(' ')
}

/** A person or an organisation by name, a household by its first and where it lives, a target by whom it stands for. */
function nameOf({ kind, document }: Kept, content: Content, phone: Reader): string {
  if (kind === 'target') {
    const subject = phone.get(text(document.subject_id))
    return subject ? nameOf(subject, content, phone) : ''
  }
  const people = peopleOf(document)
  const person = people.find(({ id }) => id === content.id)
  if (person) return person.name
  if (kind !== 'household') return text(document.name)
  if ('household_id' in content) return text(document.address_text) // who has left is here no more
  return [people[0]?.name, text(document.address_text)].filter(Boolean).join(' · ')
}

/** Who lives or works there. */
export function peopleOf(document: Document | undefined): Person[] {
  const people = document?.residents ?? document?.employees
  return Array.isArray(people) ? people : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
