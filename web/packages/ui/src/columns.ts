/** One column of a DataTable; the cell is the slot of that key, else the row's field of that name. */
export interface Column {
  key: string
  label: string
  width?: string
  align?: 'start' | 'centre' | 'end'
  /** For columns of buttons: the label is only read aloud. */
  hiddenLabel?: boolean
}
