/** A new order as it is typed, and as the server takes it. */
import type { Hit, OrderField, OrderIn, OrderKind, OrderLink } from '@gridward/api'
import { newId } from '../../rounds/ids'

export interface OrderForm {
  id: string
  kind: string
  grid: string
  place: string
  text: string
  /** By the code of the field, as typed; "yes" and "no" where that is asked. */
  answers: Record<string, string>
  links: Partial<Record<OrderLink, { id: string; name: string }>>
  photos: string[]
}

export function emptyOrder(grid = ''): OrderForm {
  return { id: newId(), kind: '', grid, place: '', text: '', answers: {}, links: {}, photos: [] }
}

export interface KindClass {
  title: string
  kinds: OrderKind[]
}

/** The kinds under the first level of their class, in the server's order. */
export function classesOf(kinds: readonly OrderKind[]): KindClass[] {
  const titles = [...new Set(kinds.map(({ classes }) => classes[0] ?? ''))]
  return titles.map((title) => ({ title, kinds: kinds.filter(({ classes }) => classes[0] === title) }))
}

/** What must still be said before the order can be sent: titles of fields, and codes of links. */
export function missingOf(form: OrderForm, kind: OrderKind): { fields: OrderField[]; links: OrderLink[] } {
  const links = Object.entries(kind.links) as [OrderLink, boolean][]
  return {
    fields: kind.asked.filter(({ code, required }) => required && !form.answers[code]?.trim()),
    links: links.filter(([link, must]) => must && !form.links[link]).map(([link]) => link),
  }
}

export function orderOf(form: OrderForm, kind: OrderKind): OrderIn {
  const said = kind.asked
    .map((field) => [field.code, answerOf(field, form.answers[field.code] ?? '')] as const)
    .filter(([, answer]) => answer !== null)
  const links = Object.entries(form.links).filter(([link]) => link in kind.links)
  return {
    id: form.id,
    kind: kind.code,
    grid_id: form.grid,
    place: form.place.trim(),
    text: form.text.trim(),
    answers: Object.fromEntries(said),
    links: Object.fromEntries(links.map(([link, { id }]) => [link, id])),
    photos: form.photos,
  }
}

function answerOf({ answer }: OrderField, typed: string): string | number | boolean | null {
  const said = typed.trim()
  if (!said) return null
  if (answer === 'yes_no') return said === 'yes'
  return answer === 'number' ? Number(said) : said
}

/** Hits of the register's search that a link may name: its own kind of row, at the order's grid. */
export function fitting(hits: readonly Hit[], link: OrderLink, grid: string): Hit[] {
  return hits.filter(({ kind, grid_id }) => kind === link && grid_id === grid)
}
