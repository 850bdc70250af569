/** What is looked at, as the address of the page names it. */
export const ABOUT = ['organisation', 'facility', 'grid', 'notice'] as const
export type About = (typeof ABOUT)[number]

/** How the server names it. */
export interface AboutQuery {
  organisation_id?: string
  facility_id?: string
  grid_id?: string
  notice_id?: string
}

interface Subject {
  organisation_id: string | null
  facility_id: string | null
  grid: { id: string }
}

/** The part of an address that names the subject of a planned visit. */
export function subjectOf({ organisation_id, facility_id, grid }: Subject): Partial<Record<About, string>> {
  if (organisation_id) return { organisation: organisation_id }
  return facility_id ? { facility: facility_id } : { grid: grid.id }
}

/** The subject as the server is asked; undefined where the address names none. */
export function queryOf(chosen: Record<About, string>): AboutQuery | undefined {
  const about = ABOUT.find((one) => chosen[one])
  return about && { [`${about}_id`]: chosen[about] }
}
