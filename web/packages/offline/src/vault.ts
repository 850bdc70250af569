/**
 * The opened storage of an account: its database, the key to it, and what of it is in memory.
 *
 * Reading and writing come in turn, so that memory follows the database in the order in which it changed. The database
 * counts its changes: a tab that has missed one, because the tab that made it died before it told of it or because it
 * slept itself, reads everything again.
 */
import type { Table } from 'dexie'
import type { Copy, DocumentKey } from './base'
import { OfflineProblem, type Ending, type KeptGrid, type Kinds } from './contract'
import { openEntry, type Entry } from './entries'
import type { Sealer } from './sealing'
import {
  stored,
  type AccountStore,
  type DocumentRow,
  type FactsRow,
  type GridRow,
  type OutboxRow,
} from './storage'
import type { Channel, Surroundings } from './surroundings'
import { View, type Change } from './view'

/** Rows of the database that have changed. */
export interface News {
  documents?: DocumentKey[]
  /** Places in the outbox. */
  commands?: number[]
}

/** What tabs tell each other: a change with its number, or the end. */
export type Message = (News & { changes: number }) | { ended: Ending }

export interface Write<T> {
  tables: Table[]
  /** Inside the transaction: waits for the database alone. */
  work: () => Promise<T>
  news: (result: T) => News
  /** How memory follows; where it is left out, the changed rows are read again. */
  follow?: (result: T) => Promise<void>
}

export class Vault {
  readonly view: View
  facts: FactsRow = { name: 'phone', epoch: 0, heard: 0, latest: 0, ready: false, changes: 0 }
  grids: GridRow[] = []
  ended?: Ending
  revision = 0
  private readonly listeners = new Set<() => void>()
  private readonly channel?: Channel
  private turn: Promise<unknown> = Promise.resolve()
  /** Changes of the database that memory has followed. */
  private seen = -1

  constructor(
    readonly store: AccountStore,
    readonly sealer: Sealer,
    kinds: Kinds,
    readonly surroundings: Surroundings,
  ) {
    this.view = new View(kinds, surroundings.report)
    this.channel = surroundings.channel(store.name)
    if (this.channel) this.channel.onmessage = ({ data }) => this.hear(data as Message)
    // An update of the app in another tab waits for this one to let go.
    store.on('versionchange', () => {
      this.end('locked')
      return false
    })
  }

  load(): Promise<void> {
    return this.inTurn(() => this.readAll())
  }

  /** One after another; throws what `work` throws, or that the phone is open no more. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(async () => {
      this.mustBeOpen()
      return work()
    })
    this.turn = mine.catch(() => undefined)
    return mine.catch((error: unknown) => {
      this.mustBeOpen()
      throw error
    })
  }

  mustBeOpen(): void {
    if (this.ended) throw new OfflineProblem(this.ended === 'wiped' ? 'wiped' : 'locked')
  }

  /** A change of the database, which memory and the other tabs follow. */
  write<T>(write: Write<T>): Promise<T> {
    return this.inTurn(async () => {
      await this.catchUp()
      return this.commit(write)
    })
  }

  /** In turn, after `catchUp`. */
  async commit<T>({ tables, work, news, follow }: Write<T>): Promise<T> {
    const { result, changes } = await stored(this.store.change(tables, work))
    const told = news(result)
    await this.followTo(changes, () => (follow ? follow(result) : this.reread(told)))
    this.channel?.postMessage({ ...told, changes } satisfies Message)
    return result
  }

  /** What other tabs have changed and has not been heard here; in turn. */
  async catchUp(): Promise<void> {
    const { changes } = await this.store.knownFacts()
    if (changes !== this.seen) await this.readAll()
  }

  /** Memory follows; what the documents hold now is noted. In turn. */
  async takeIn(change: Change): Promise<void> {
    const settled = this.view.change(change).map(({ order }) => order)
    this.notify()
    if (!settled.length) return
    const noted = this.store.outbox.where('order').anyOf(settled).modify({ settled: true })
    await stored(noted).catch((error: unknown) => {
      if (!(error instanceof OfflineProblem)) throw error // without room it is found out again at the next start
    })
  }

  keptGrids(): KeptGrid[] {
    return this.grids.map(({ id, code, name }) => ({ id, code, name }))
  }

  openEntries(rows: readonly OutboxRow[]): Promise<Entry[]> {
    return Promise.all(rows.map((row) => openEntry(this.sealer, row)))
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  notify(): void {
    this.revision++
    for (const listener of this.listeners) listener()
  }

  /** As `end`, in every tab. */
  endEverywhere(ending: Ending): void {
    this.channel?.postMessage({ ended: ending } satisfies Message)
    this.end(ending)
  }

  /** The key and all that was read with it leave the memory. */
  end(ending: Ending): void {
    if (this.ended) return
    this.ended = ending
    this.channel?.close()
    this.store.close()
    this.view.clear()
    this.grids = []
    this.notify()
  }

  private hear(message: Message): void {
    if ('ended' in message) return this.end(message.ended)
    const following = this.inTurn(async () => {
      if (message.changes > this.seen) await this.followTo(message.changes, () => this.reread(message))
    })
    following.catch((error: unknown) => {
      if (!this.ended) this.surroundings.report(error)
    })
  }

  private async followTo(changes: number, follow: () => Promise<void>): Promise<void> {
    if (changes !== this.seen + 1) return this.readAll()
    await this.readFacts()
    await follow()
    this.seen = changes
  }

  private async readFacts(): Promise<void> {
    this.facts = await this.store.knownFacts()
    this.grids = await this.store.grids.toArray()
    this.view.grids.clear()
    for (const { id } of this.grids) this.view.grids.add(id)
  }

  private async readAll(): Promise<void> {
    await this.readFacts()
    const { changes } = this.facts
    const documents = await this.store.documents.toArray()
    const commands = await this.store.outbox.toArray()
    const [put, entries] = await Promise.all([this.openDocuments(documents), this.openEntries(commands)])
    await this.takeIn({ anew: true, put, entries })
    this.seen = changes
  }

  private async reread({ documents = [], commands = [] }: News): Promise<void> {
    const kept = await this.store.documents.bulkGet(documents)
    const entries = await this.store.outbox.bulkGet(commands)
    await this.takeIn({
      put: await this.openDocuments(kept.filter((row) => row !== undefined)),
      drop: documents.filter((_, index) => !kept[index]),
      entries: await this.openEntries(entries.filter((row) => row !== undefined)),
      removed: commands.filter((_, index) => !entries[index]),
    })
  }

  private openDocuments(rows: readonly DocumentRow[]): Promise<Copy[]> {
    return Promise.all(
      rows.map(async ({ grid, id, kind, sealed }) => ({
        grid,
        kind,
        document: await this.sealer.open(documentPlace(grid, id), sealed),
      })),
    )
  }
}

export const documentPlace = (grid: string, id: string) => `documents/${grid}/${id}`
