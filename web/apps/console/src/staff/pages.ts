import type { Employer, Post } from '@gridward/api'

/** The pages of the staff section, in the order of their tabs. */
export const STAFF_PAGES = ['staff', 'posts', 'roles']

export const EMPLOYERS: Employer[] = [
  'street_office',
  'community',
  'district',
  'health_service',
  'police',
  'other',
]

/** Where a post is held: at the street, at a community's grid, or at a base grid. */
export const LEVELS = {
  street: ['street_patron', 'street_grid_chief', 'street_command', 'discipline_officer', 'privacy_officer'],
  community: ['first_grid_leader', 'community_grid_leader', 'health_liaison', 'grid_police'],
  base: ['grid_manager', 'grid_supervisor'],
} as const satisfies Record<string, readonly Post[]>

export type Level = keyof typeof LEVELS

/** The posts of P2 and the offices around them, from the street's down to the base grid's. */
export const POSTS: Post[] = Object.values(LEVELS).flat()

export function levelOf(post: Post): Level {
  const levels = Object.entries(LEVELS) as [Level, readonly Post[]][]
  return levels.find(([, posts]) => posts.includes(post))?.[0] ?? 'street'
}
