/**
 * What the server told of the owner's duties when there was a signal, kept for when there is none: the posts held, and
 * days whose papers lack though this phone did not record their work.
 */
import { api, ask } from '@gridward/api'
import { keptAnswer } from '../keptAnswer'
import type { DutyId } from './duties'
import type { DayAt } from './items'

export interface Told {
  posts: string[]
  unsigned: DayAt[]
  unconfirmed: DayAt[]
}

type Home = Awaited<ReturnType<typeof readHome>>

const told = keptAnswer<Told>('today.told', async () => toldBy(await readHome()))

export function useTold() {
  return { told }
}

export function toldBy({ posts }: Home): Told {
  const lateOf = (id: DutyId): DayAt[] =>
    posts.flatMap(({ grid_id: grid, duties }) =>
      duties
        .filter((duty) => duty.id === id)
        .flatMap(({ items }) => items.filter(({ state }) => state === 'late'))
        .flatMap(({ days }) => (grid ? days.map((day) => ({ day, grid })) : [])),
    )
  return {
    posts: posts.map(({ post }) => post),
    unsigned: lateOf('write_log'),
    unconfirmed: lateOf('confirm_sheet'),
  }
}

function readHome() {
  return ask(api.GET('/api/v1/duties'))
}
