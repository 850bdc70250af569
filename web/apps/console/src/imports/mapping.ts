/** The reader's version of a mapping: for each table, which field each column holds. */
import type { ImportTable, MappingIn } from '@gridward/api'

/** Column number → field, or '' for a column that is left out. */
export type TableMapping = Record<number, string>

export function mappingsOf(tables: ImportTable[]): TableMapping[] {
  return tables.map(({ columns }) =>
    Object.fromEntries(columns.map(({ index, field }) => [index, field ?? ''])),
  )
}

export function mappingBody(tables: ImportTable[], mappings: TableMapping[]): MappingIn {
  return {
    tables: tables.map(({ sheet, table }, place) => ({
      sheet,
      table,
      columns: Object.fromEntries(
        Object.entries(mappings[place] ?? {}).map(([index, field]) => [index, field || null]),
      ),
    })),
  }
}

/** Fields that two columns of one table claim: a person has to choose. */
export function claimedTwice(mapping: TableMapping): Set<string> {
  const fields = Object.values(mapping).filter(Boolean)
  return new Set(fields.filter((field, place) => fields.indexOf(field) !== place))
}
