/** A draft over the pulled documents: what commands make of them, the documents themselves left as they are. */
import type { Document, DocumentKind, Draft, Kept } from './contract'

/** What commands have made of documents, by id; null where one has taken a document away. */
export type Overlay = Map<string, Kept | null>

export class DraftView implements Draft {
  /** Documents that this draft has touched; those in `overlay` before are other people's to look at. */
  readonly touched = new Set<string>()

  constructor(
    private readonly below: (id: string) => Kept | undefined,
    private readonly overlay: Overlay = new Map(),
    private readonly isKept: (grid: string) => boolean = () => true,
  ) {}

  get(id: string): Kept | undefined {
    const changed = this.overlay.get(id)
    return changed === undefined ? this.below(id) : (changed ?? undefined)
  }

  edit<D extends Document>(id: string): D | undefined {
    const now = this.get(id)
    if (!now) return undefined
    if (!this.touched.has(id)) this.set(id, { ...now, document: copied(now.document) })
    return this.get(id)?.document as D
  }

  /** A document of a grid that the phone does not keep any more is no document of this phone. */
  add(grid: string, kind: DocumentKind, document: Document): void {
    if (this.isKept(grid)) this.set(document.id, { grid, kind, document: copied(document), pending: '' })
  }

  remove(id: string): void {
    this.set(id, null)
  }

  private set(id: string, made: Kept | null): void {
    this.overlay.set(id, made)
    this.touched.add(id)
  }
}

/** Documents are JSON; `structuredClone` is younger than the browsers that people have. */
function copied(document: Document): Document {
  return JSON.parse(JSON.stringify(document)) as Document
}
