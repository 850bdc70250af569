/**
 * The duties that the phone works out by itself, in the order of the server's list
 * (src/gridward/oversight/duties/dated/duties.toml; a test compares), and the figures of that list.
 */
import type { Post } from '@gridward/api'

const WORKERS: readonly Post[] = ['grid_manager', 'grid_supervisor']

export const DUTIES = [
  { id: 'walk_targets', posts: WORKERS },
  { id: 'revisit_doors', posts: WORKERS },
  { id: 'patrol_grid', posts: WORKERS },
  { id: 'write_log', posts: WORKERS },
  { id: 'confirm_sheet', posts: WORKERS },
  {
    id: 'answer_refusals',
    posts: [...WORKERS, 'community_grid_leader', 'first_grid_leader', 'grid_police'],
  },
  {
    id: 'watch_rounds',
    posts: ['community_grid_leader', 'first_grid_leader', 'street_grid_chief', 'street_command'],
  },
] as const satisfies readonly { id: string; posts: readonly Post[] }[]

export type DutyId = (typeof DUTIES)[number]['id']

/** Whole days: how far back papers are asked for, how long a grid goes without a patrol, when a round ends soon. */
export const DAYS = { back: 7, grace: 3, ahead: 3 }

/** The duties of the posts that the owner of the phone holds; until a phone has heard of posts it is a worker's. */
export function dutiesOf(posts: readonly string[] | undefined): DutyId[] {
  const held = posts ?? WORKERS
  return DUTIES.filter((one) => one.posts.some((post) => held.includes(post))).map(({ id }) => id)
}
