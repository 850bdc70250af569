import type { DeskWaiting } from '@gridward/api'
import type { RouteLocationRaw } from 'vue-router'

type Item = DeskWaiting['item']

function measures(view: string): RouteLocationRaw {
  return { name: 'measures', query: { view } }
}

/** Where each kind of thing that waits is done. */
export const WAYS: Record<Item, RouteLocationRaw> = {
  fever: measures('in_force'),
  appeals: measures('appealed'),
  lists: { name: 'lists' },
  doubtful: { name: 'lists' },
  contacts: { name: 'tracing' },
  missed: measures('missed'),
  releases: measures('ending_today'),
  to_confirm: measures('to_confirm'),
  to_decide: measures('to_decide'),
  arrivals: { name: 'arrivals' },
  moves: measures('moves'),
  tomorrow: measures('calendar'),
  reviews: { name: 'rule-books', query: { view: 'own' } },
  notices: { name: 'risk-notices' },
  books: { name: 'rule-books', query: { view: 'own' } },
}

/** Releases that are late stand in a list of their own. */
export function wayTo({ item, late }: DeskWaiting): RouteLocationRaw {
  return item === 'releases' && late ? measures('overdue') : WAYS[item]
}
