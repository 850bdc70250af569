import type { ReportLayout } from '@gridward/api'

export interface EditedColumn {
  figure: string
  title: { zh: string; en: string }
  shown: boolean
}

export interface EditedGroup {
  /** Only to tell groups apart on the screen. */
  key: number
  title: { zh: string; en: string }
  columns: EditedColumn[]
}

export interface EditedLayout {
  title: { zh: string; en: string }
  groups: EditedGroup[]
}

let keys = 0

/** A copy of a layout that the editor may change. */
export function edited(layout: ReportLayout): EditedLayout {
  return {
    title: titled(layout.title),
    groups: layout.groups.map((group) => ({
      key: ++keys,
      title: titled(group.title),
      columns: group.columns.map(({ figure, title, shown }) => ({
        figure,
        title: titled(title),
        shown: shown ?? true,
      })),
    })),
  }
}

export function newGroup(): EditedGroup {
  return { key: ++keys, title: titled(undefined), columns: [] }
}

export function newColumn(figure: string): EditedColumn {
  return { figure, title: titled(undefined), shown: true }
}

/** Moves one item of a list by so many places; out of the list nothing moves. */
export function moved<Item>(list: Item[], from: number, by: number): Item[] {
  const to = from + by
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length) return list
  const rest = list.filter((_, place) => place !== from)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** Figures that no group holds yet. */
export function unused<Figure extends { key: string }>(layout: EditedLayout, figures: Figure[]): Figure[] {
  const used = new Set(layout.groups.flatMap(({ columns }) => columns.map(({ figure }) => figure)))
  return figures.filter(({ key }) => !used.has(key))
}

/** Each group and the layout need a title in both languages. */
export function complete({ title, groups }: EditedLayout): boolean {
  return [title, ...groups.filter(({ columns }) => columns.length).map((group) => group.title)].every(
    ({ zh, en }) => zh.trim() && en.trim(),
  )
}

function titled(title: { zh?: string; en?: string } | undefined): { zh: string; en: string } {
  return { zh: title?.zh ?? '', en: title?.en ?? '' }
}
