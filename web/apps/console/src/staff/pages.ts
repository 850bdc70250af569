/** The pages of the staff section, in the order of their tabs. */
export const STAFF_PAGES = ['staff', 'posts', 'roles']

/** The posts of P2 and the offices around them, from the street's down to the base grid's. */
export const POSTS = [
  'street_patron',
  'street_grid_chief',
  'street_command',
  'discipline_officer',
  'privacy_officer',
  'first_grid_leader',
  'community_grid_leader',
  'health_liaison',
  'grid_police',
  'grid_manager',
  'grid_supervisor',
]
