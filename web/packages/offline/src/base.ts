/** The documents as last pulled. A round is a document of several grids; a household that moves is for a while. */
import type { Document, DocumentKind, Kept } from './contract'

/** A document as one grid's feed told it. */
export interface Copy {
  grid: string
  kind: DocumentKind
  document: Document
}

export type DocumentKey = [grid: string, id: string]

export class Base {
  private readonly copies = new Map<string, Kept[]>()

  /** Of several copies the newest, and of equal ones that which was told last. */
  get(id: string): Kept | undefined {
    return this.copies.get(id)?.reduce((best, one) => (version(one) >= version(best) ? one : best))
  }

  put({ grid, kind, document }: Copy): void {
    this.drop([grid, document.id])
    const others = this.copies.get(document.id) ?? []
    this.copies.set(document.id, [...others, { grid, kind, document, pending: '' }])
  }

  drop([grid, id]: DocumentKey): void {
    const left = this.copies.get(id)?.filter((one) => one.grid !== grid) ?? []
    if (left.length) this.copies.set(id, left)
    else this.copies.delete(id)
  }

  /** Documents whose time on the phone is over. */
  expired(now: number): DocumentKey[] {
    const copies = [...this.copies.values()].flat()
    return copies
      .filter(({ document: { kept_until: until } }) => until && Date.parse(until) <= now)
      .map(({ grid, document }): DocumentKey => [grid, document.id])
  }

  clear(): void {
    this.copies.clear()
  }
}

function version({ document }: Kept): number {
  return typeof document.version === 'number' ? document.version : 0
}
