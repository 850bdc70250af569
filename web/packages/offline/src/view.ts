/**
 * What the screens read: the documents as last pulled, with the phone's own commands on top of them, in their order. A
 * command stays on top until the documents hold it. A change costs as much as it touches and as commands are ahead of
 * the documents; the other documents are left as they are, the same objects as before.
 */
import { Base, type Copy, type DocumentKey } from './base'
import type { CommandState, Document, DocumentKind, Kept, KindOfCommand, Kinds } from './contract'
import { DraftView, type Overlay } from './draft'
import { isAhead, type Entry } from './entries'

export interface Change {
  /** What follows is all that there is. */
  anew?: boolean
  put?: readonly Copy[]
  drop?: readonly DocumentKey[]
  /** Commands that are new here or have changed. */
  entries?: readonly Entry[]
  /** Places in the outbox that are empty now. */
  removed?: readonly number[]
  /** Documents of which the server has told, since all that is confirmed here was. */
  told?: ReadonlySet<string>
  /** When a sync began that has now told everything. */
  wholeSince?: number
}

/**
 * How long a writer on the server may hold the feed back: a sync that begins later than this after a command was
 * confirmed has told what became of it.
 */
export const FEED_LAGS = 120_000

const NO_CHANGE: Required<Change> = {
  anew: false,
  put: [],
  drop: [],
  entries: [],
  removed: [],
  told: new Set(),
  wholeSince: NaN,
}

/** The most telling first. */
const TELLING: CommandState[] = ['needs_you', 'waiting', 'sent', 'confirmed']

export class View {
  readonly grids = new Set<string>()
  private readonly base = new Base()
  private entriesInOrder: Entry[] = []
  private overlay: Overlay = new Map()
  private pending = new Map<string, CommandState>()
  private readonly shown = new Map<string, Kept>()
  private readonly lists = new Map<DocumentKind, Kept[]>()

  constructor(
    readonly kinds: Kinds,
    private readonly report: (error: unknown) => void,
  ) {}

  get<D extends Document>(id: string): Kept<D> | undefined {
    return this.shown.get(id) as Kept<D> | undefined
  }

  all<D extends Document>(kind: DocumentKind): Kept<D>[] {
    let list = this.lists.get(kind)
    if (!list) {
      list = [...this.shown.values()].filter((one) => one.kind === kind)
      this.lists.set(kind, list)
    }
    return list as Kept<D>[]
  }

  entries(): readonly Entry[] {
    return this.entriesInOrder
  }

  kindOf(kind: string): KindOfCommand {
    const known = this.kinds[kind]
    if (!known) throw new Error(`no command of kind ${kind} is known here`)
    return known
  }

  /** A new command, given after all others. */
  add(entry: Entry): void {
    this.entriesInOrder = [...this.entriesInOrder, entry]
    const draft = this.draft()
    this.apply(entry, draft)
    for (const id of this.about(entry)) this.mark(id, entry.state)
    this.show(new Set([...draft.touched, ...this.about(entry)]))
  }

  /** Takes a change in; answers the commands that the documents hold now, and that are shown by them alone. */
  change(change: Change): Entry[] {
    const all = { ...NO_CHANGE, ...change }
    const { put, drop, entries, removed } = all
    const changed = [...put.map(({ document }) => document.id), ...drop.map(([, id]) => id)]
    if (all.anew) changed.push(...this.forgotten())
    for (const key of drop) this.base.drop(key)
    for (const copy of put) this.base.put(copy)
    this.place(entries, removed)
    const settled = this.settle(all)
    this.replay(changed)
    return settled
  }

  expired(now: number): DocumentKey[] {
    return this.base.expired(now)
  }

  clear(): void {
    this.change({ anew: true })
  }

  /** Forgets what it is made of; answers what is shown still. */
  private forgotten(): string[] {
    this.base.clear()
    this.entriesInOrder = []
    return [...this.shown.keys()]
  }

  private place(entries: readonly Entry[], removed: readonly number[] = []): void {
    if (!entries.length && !removed.length) return
    const kept = new Map(this.entriesInOrder.map((one) => [one.order, one]))
    for (const one of entries) kept.set(one.order, one)
    for (const order of removed) kept.delete(order)
    this.entriesInOrder = [...kept.values()].sort((one, other) => one.order - other.order)
  }

  private settle(change: Required<Change>): Entry[] {
    const ends = (one: Entry) => one.state === 'confirmed' && !one.settled && this.isHeld(one, change)
    const settled = this.entriesInOrder.filter(ends)
    this.place(settled.map((one) => ({ ...one, settled: true })))
    return settled
  }

  /** What the server tells after it has confirmed a command holds it, whatever it looks like. */
  private isHeld(entry: Entry, { told, wholeSince }: Required<Change>): boolean {
    const about = this.about(entry)
    if (about.length && about.every((id) => told.has(id))) return true
    if (Math.abs(wholeSince - entry.endedAt) > FEED_LAGS) return true
    const pulled = new DraftView((id) => this.base.get(id))
    const ask = () => this.kindOf(entry.kind).settled(pulled, entry.content, entry.answer ?? {})
    return this.guarded(ask) ?? false
  }

  private replay(changed: readonly string[]): void {
    const affected = new Set([...changed, ...this.overlay.keys(), ...this.pending.keys()])
    this.overlay = new Map()
    this.pending = new Map()
    const draft = this.draft()
    for (const entry of this.entriesInOrder) {
      if (isAhead(entry)) this.apply(entry, draft)
      for (const id of this.about(entry)) this.mark(id, entry.state)
    }
    for (const id of [...this.overlay.keys(), ...this.pending.keys()]) affected.add(id)
    this.show(affected)
  }

  private draft(): DraftView {
    return new DraftView(
      (id) => this.base.get(id),
      this.overlay,
      (grid) => this.grids.has(grid),
    )
  }

  private apply({ kind, content, at }: Entry, draft: DraftView): void {
    this.guarded(() => this.kindOf(kind).apply(draft, content, at))
  }

  /** Documents that a command is about. */
  about({ kind, content }: Pick<Entry, 'kind' | 'content'>): string[] {
    return this.guarded(() => this.kindOf(kind).about(content)) ?? []
  }

  /** A mistake about one command must not keep the whole phone closed. */
  private guarded<T>(ask: () => T): T | undefined {
    try {
      return ask()
    } catch (error) {
      this.report(error)
      return undefined
    }
  }

  private mark(id: string, state: CommandState): void {
    const now = this.pending.get(id)
    if (!now || TELLING.indexOf(state) < TELLING.indexOf(now)) this.pending.set(id, state)
  }

  private show(ids: ReadonlySet<string>): void {
    for (const id of ids) {
      const before = this.shown.get(id)
      const now = this.shownNow(id)
      if (now) this.shown.set(id, now)
      else this.shown.delete(id)
      for (const one of [before, now]) if (one && before !== now) this.lists.delete(one.kind)
    }
  }

  private shownNow(id: string): Kept | undefined {
    const changed = this.overlay.get(id)
    const source = changed === undefined ? this.base.get(id) : changed
    if (!source) return undefined
    const pending = this.pending.get(id) ?? ''
    const before = this.shown.get(id)
    const same =
      before?.document === source.document && before.pending === pending && before.grid === source.grid
    return same ? before : { ...source, pending }
  }
}
