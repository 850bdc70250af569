import type { OrganisationKind, Whom } from '@gridward/api'

/** For whom a notice or a material is. */
export interface Audience {
  grid_ids: string[]
  whom: Whom
  kinds: OrganisationKind[]
  buildings: string[]
  units: string[]
}

export function everybody(): Audience {
  return { grid_ids: [], whom: 'everybody', kinds: [], buildings: [], units: [] }
}

export function isToUnits({ whom }: Audience): boolean {
  return whom === 'everybody' || whom === 'organisations'
}

/** As it is sent: kinds of organisations only where it is for any. */
export function asSent(audience: Audience): Audience {
  return { ...audience, kinds: isToUnits(audience) ? audience.kinds : [] }
}
