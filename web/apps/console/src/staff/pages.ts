import type { Employer, GroupTitle, Post, TeamKind, TeamRole } from '@gridward/api'

/** The pages of the staff section, in the order of their tabs. */
export const STAFF_PAGES = [
  'staff',
  'chart',
  'posts',
  'filling',
  'shortages',
  'teams',
  'recognitions',
  'alike',
  'handovers',
  'phones',
  'roles',
]

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

export const TEAM_KINDS: TeamKind[] = ['party', 'property', 'org', 'volunteer']
export const TEAM_ROLES: TeamRole[] = ['lead', 'deputy', 'member']
export const GROUP_TITLES: GroupTitle[] = ['first_head', 'head', 'deputy', 'member']

/** Today as the street counts its days, `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
