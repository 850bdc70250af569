/** The reader's version of the columns found: which field each column of a layout holds. */
import type { ImportLayout, MappingIn } from '@gridward/api'

/** Place of a column → field, or '' for a column that is left out. */
export type LayoutMapping = Record<number, string>

/** Below this score the program is not sure, and a person has to look. */
const SURE_FROM = 0.8

export function mappingOf({ columns }: ImportLayout): LayoutMapping {
  return Object.fromEntries(columns.map(({ place, field }) => [place, field ?? '']))
}

/** The corrections to send: one for each layout that the reader changed. */
export function corrections(layouts: ImportLayout[], mappings: LayoutMapping[]): MappingIn[] {
  return layouts.flatMap((layout, place) => {
    const mine = mappings[place] ?? {}
    if (layout.columns.every((column) => (mine[column.place] ?? '') === (column.field ?? ''))) return []
    const columns = Object.entries(mine).map(([column, field]) => [column, field || null])
    return [{ layout: layout.key, columns: Object.fromEntries(columns) as MappingIn['columns'] }]
  })
}

/** Fields that two columns of one layout claim: a person has to choose. Phones and plates may stand in several. */
export function claimedTwice(mapping: LayoutMapping): Set<string> {
  const fields = Object.values(mapping).filter((field) => field && !SEVERAL.has(field))
  return new Set(fields.filter((field, place) => fields.indexOf(field) !== place))
}

const SEVERAL = new Set(['phone', 'plate'])

export function isSure({ field, score }: ImportLayout['columns'][number]): boolean {
  return field === null || score >= SURE_FROM
}
