import type { ReportFigure, ReportLayout, ReportRow } from '@gridward/api'
import { useWords } from '@gridward/ui'
import { useI18n } from 'vue-i18n'

export interface TableColumn {
  key: string
  title: string
  figure: ReportFigure | undefined
  group: string
}

export interface ColumnGroup {
  title: string
  columns: TableColumn[]
}

const SIDES = ['east', 'south', 'west', 'north'] as const
const BLANK_IN_SUMS = ['seq', 'community', 'boundary_text']

/** How the table's columns and values are said in the reader's language. */
export function useFigureWords() {
  const { number } = useWords()
  const { t, locale } = useI18n()

  function said(title: { zh?: string; en?: string } = {}): string {
    const { zh = '', en = '' } = title
    return (locale.value === 'zh-Hans' ? zh : en) || zh || en
  }

  /** The groups that show something, with their columns. */
  function groupsOf(layout: ReportLayout, figures: ReportFigure[]): ColumnGroup[] {
    const known = new Map(figures.map((figure) => [figure.key, figure]))
    return layout.groups
      .map((group) => ({
        title: said(group.title),
        columns: group.columns
          .filter(({ shown }) => shown)
          .map(({ figure: key, title }) => ({
            key,
            title: said(title) || known.get(key)?.title || key,
            figure: known.get(key),
            group: said(group.title),
          })),
      }))
      .filter(({ columns }) => columns.length)
  }

  /** A value in words: numbers as the reader writes them, names joined, the four bounds in a line. */
  function text(row: ReportRow, column: TableColumn): string {
    if (column.key === 'grid_name') return row.label
    return worded(row.values[column.key], column) || (blank(row, column) ? '' : t('ui.none'))
  }

  function worded(value: unknown, column: TableColumn): string {
    if (typeof value === 'number') {
      return column.figure?.unit === 'names' ? t('report.people', { count: number(value) }) : number(value)
    }
    if (Array.isArray(value)) return value.map(name).join(t('ui.listComma'))
    if (isSides(value)) return bounds(value)
    return typeof value === 'string' ? value : ''
  }

  function bounds(value: Record<string, string>): string {
    return SIDES.flatMap((side) =>
      value[side] ? [t(`report.side.${side}`, { text: value[side] })] : [],
    ).join(' ')
  }

  function blank(row: ReportRow, { key }: TableColumn): boolean {
    return BLANK_IN_SUMS.includes(key) && row.kind !== 'grid'
  }

  function name(one: unknown): string {
    const [who, acting] = one as [string, boolean]
    return acting ? t('report.acting', { name: who }) : who
  }

  return { said, groupsOf, text }
}

/** Whether a figure's cell opens rows: something is counted and the reader may see it. */
export function opensRows(row: ReportRow, column: TableColumn): boolean {
  const value: unknown = row.values[column.key]
  const kind = column.figure?.rows
  if (!kind || typeof value !== 'number' || value <= 0) return false
  const elsewhere = kind === 'check' || kind === 'measure' || kind === 'arrival'
  return elsewhere ? row.elsewhere_open.includes(kind) : row.rows_open
}

export function isNumber(row: ReportRow, column: TableColumn): boolean {
  return typeof row.values[column.key] === 'number' && column.figure?.unit !== 'names'
}

function isSides(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
