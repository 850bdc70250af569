/** Where the form of a refused command stands; an area tells it beside its kinds. */
import type { Given } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'

type Edit = (given: Given) => RouteLocationRaw | undefined

const areas = import.meta.glob<{ edits?: Record<string, Edit> }>('../*/commands.ts', { eager: true })
const edits: Record<string, Edit> = Object.assign(
  {},
  ...Object.values(areas).map((area) => area.edits),
) as Record<string, Edit>

export function formOf(given: Given): RouteLocationRaw | undefined {
  return edits[given.kind]?.(given)
}
