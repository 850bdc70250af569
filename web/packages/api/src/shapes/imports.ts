/** Roster imports on the wire. */

export interface ImportColumn {
  index: number
  header: string
  field: string | null
  samples: string[]
  sure: boolean
}

export interface ImportTable {
  sheet: string
  table: number
  range: string
  rows: number
  columns: ImportColumn[]
}

export type ImportState =
  | 'uploaded'
  | 'reading'
  | 'ready'
  | 'checking'
  | 'checked'
  | 'committing'
  | 'committed'
  | 'undoing'
  | 'undone'
  | 'failed'

export type Outcome = 'added' | 'updated' | 'unchanged' | 'same' | 'conflict' | 'rejected' | 'not_data'

export type ImportCounts = Record<'rows' | Outcome, number>

export interface ImportBatch {
  id: string
  file_name: string
  community: string
  state: ImportState
  progress: number
  by: string
  at: string
  remembered: boolean
  can_undo: boolean
  problem: string | null
  tables: ImportTable[]
  fields: string[]
  counts: ImportCounts | null
}

export interface ImportRow {
  sheet: string
  row: number
  outcome: string
  name: string
  address: string
  reason: string
}
