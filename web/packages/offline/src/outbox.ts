/** Commands at rest: taken in, sent, ended; each step is stored before anybody hears of it. */
import { OfflineProblem, type CommandState, type Content, type GiveOptions } from './contract'
import { earlierCommand, isUnfinished, sealBody, sealEnd, type End, type Entry } from './entries'
import { uuid, type Sealed } from './sealing'
import type { PhotoRow } from './storage'
import type { Vault, Write } from './vault'

type Made = Pick<Entry, 'id' | 'kind' | 'at' | 'content' | 'photos'>

/** What became of a command that was sent; `waiting` when it goes up again. */
export interface Outcome extends End {
  entry: Entry
  state: Exclude<CommandState, 'sent'>
}

export class Outbox {
  constructor(private readonly vault: Vault) {}

  give(kind: string, content: Content, { photos = [], at }: GiveOptions = {}): Promise<Entry> {
    this.vault.view.kindOf(kind)
    return this.vault.inTurn(async () => {
      await this.vault.catchUp()
      return this.takeIn(kind, content, at ? new Date(at) : this.now(), photos)
    })
  }

  giveAgain(id: string, content: Content): Promise<Entry> {
    return this.vault.inTurn(async () => {
      await this.vault.catchUp()
      const refused = this.refused(id)
      const at = new Date(refused.at)
      return this.takeIn(refused.kind, { ...content, after: undefined }, at, [], refused)
    })
  }

  setAside(id: string): Promise<void> {
    return this.vault.inTurn(async () => {
      await this.vault.catchUp()
      await this.vault.commit(this.removal([this.refused(id)]))
    })
  }

  /** Confirmed commands that no lost backup will want any more; none while something waits that may build on them. */
  async prune(endedBefore: number): Promise<void> {
    const entries = this.vault.view.entries()
    const old = entries.filter((one) => one.state === 'confirmed' && one.endedAt < endedBefore)
    if (!old.length || entries.some(isUnfinished)) return
    await this.vault.write(this.removal(old))
  }

  /** The next commands to send, behind a place. Read from the database: another tab may have given some. */
  async next(behind: number, most: number): Promise<Entry[]> {
    const { store } = this.vault
    const orders = await store.outbox.where('state').anyOf('waiting', 'sent').primaryKeys()
    const next = orders.filter((one) => one > behind).sort((one, other) => one - other)
    const rows = await store.outbox.bulkGet(next.slice(0, most))
    return this.vault.openEntries(rows.filter((row) => row !== undefined))
  }

  /** Before the request leaves: from now on the server may know them. */
  async markSent(entries: readonly Entry[]): Promise<void> {
    const { outbox } = this.vault.store
    const waiting = entries.filter(({ state }) => state === 'waiting').map(({ order }) => order)
    if (!waiting.length) return
    const rows = () => outbox.where('order').anyOf(waiting)
    await this.vault.write({
      tables: [outbox],
      work: () =>
        rows()
          .and(({ state }) => state === 'waiting')
          .modify({ state: 'sent' }),
      news: () => ({ commands: waiting }),
    })
  }

  /** A command that has ended already keeps its end, whatever comes late. */
  async end(outcomes: readonly Outcome[]): Promise<void> {
    const { store, sealer, surroundings } = this.vault
    const endedAt = surroundings.now()
    const ends = await Promise.all(
      outcomes.map(async ({ entry, state, answer, refusal }) => {
        const end = state === 'waiting' ? undefined : await sealEnd(sealer, entry.id, { answer, refusal })
        return { order: entry.order, change: { state, end, endedAt } }
      }),
    )
    await this.vault.write({
      tables: [store.outbox],
      work: async () => {
        for (const { order, change } of ends) {
          await store.outbox.where('order').equals(order).and(isUnfinished).modify(change)
        }
      },
      news: () => ({ commands: ends.map(({ order }) => order) }),
    })
  }

  async photo(id: string): Promise<Blob | undefined> {
    const row = await this.vault.store.photos.get(id)
    return row && this.openPhoto(row)
  }

  async photosToSend({ photos }: Entry): Promise<PhotoRow[]> {
    const rows = await this.vault.store.photos.bulkGet(photos)
    return rows.filter((row) => row !== undefined).filter(({ up }) => !up)
  }

  async openPhoto({ id, type, sealed }: PhotoRow): Promise<Blob> {
    return new Blob([await this.vault.sealer.openBytes(`photos/${id}`, sealed)], { type })
  }

  async photoIsUp(id: string): Promise<void> {
    await this.vault.store.photos.update(id, { up: true })
  }

  private now(): Date {
    return new Date(this.vault.surroundings.now())
  }

  private refused(id: string): Entry {
    const entry = this.vault.view.entries().find((one) => one.id === id)
    if (entry?.state !== 'needs_you') throw new Error(`${id} is no refused command`)
    return entry
  }

  private async takeIn(
    kind: string,
    given: Content,
    moment: Date,
    blobs: readonly Blob[],
    instead?: Entry,
  ): Promise<Entry> {
    const id = uuid(this.vault.surroundings.crypto)
    const added = await Promise.all(blobs.map((blob) => this.sealPhoto(id, blob)))
    const photos = [...photosOf(given), ...added.map((row) => row.id)]
    const content = { ...given, ...(photos.length ? { photos } : {}) }
    const after = earlierCommand(this.vault.view.entries(), kind, content)
    const at = withOffset(moment)
    const made: Made = { id, kind, at, content: after ? { ...content, after } : content, photos }
    return this.put(made, added, instead)
  }

  private async put(made: Made, photos: PhotoRow[], instead?: Entry): Promise<Entry> {
    const sealed = await sealBody(this.vault.sealer, made.id, made)
    const write = this.taking(made, sealed, photos, instead)
    return this.vault.commit(write).catch(async (error: unknown) => {
      const isFull = error instanceof OfflineProblem && error.code === 'storage_full'
      if (!isFull || !(await this.makeRoom())) throw error
      return this.vault.commit(write)
    })
  }

  private taking(made: Made, sealed: Sealed, photos: PhotoRow[], instead?: Entry): Write<Entry> {
    const { store, view } = this.vault
    const fresh = { state: 'waiting', settled: false, endedAt: 0 } as const
    return {
      tables: [store.outbox, store.photos],
      work: async () => {
        if (instead) await this.replace(instead, made)
        await store.photos.bulkAdd(photos)
        return { ...made, ...fresh, order: await store.outbox.add({ id: made.id, ...fresh, sealed }) }
      },
      news: ({ order }) => ({ commands: instead ? [instead.order, order] : [order] }),
      follow: async (entry) => {
        if (instead) view.change({ removed: [instead.order] })
        view.add(entry)
        this.vault.notify()
      },
    }
  }

  private async replace(instead: Entry, made: Made): Promise<void> {
    const { store } = this.vault
    const theirs = () => store.photos.where('command').equals(instead.id)
    await theirs()
      .and(({ id }) => !made.photos.includes(id))
      .delete()
    await theirs().modify({ command: made.id, up: false })
    await store.outbox.delete(instead.order)
  }

  /** Photos that the server has are kept for a lost backup alone; answers whether there were any. */
  private async makeRoom(): Promise<boolean> {
    return (await this.vault.store.photos.filter(({ up }) => up).delete()) > 0
  }

  private removal(entries: readonly Entry[]): Write<void> {
    const { store } = this.vault
    const orders = entries.map(({ order }) => order)
    return {
      tables: [store.outbox, store.photos],
      work: async () => {
        await store.outbox.bulkDelete(orders)
        await store.photos
          .where('command')
          .anyOf(entries.map(({ id }) => id))
          .delete()
      },
      news: () => ({ commands: orders }),
    }
  }

  private async sealPhoto(command: string, blob: Blob): Promise<PhotoRow> {
    const { sealer, surroundings } = this.vault
    const id = uuid(surroundings.crypto)
    const sealed = await sealer.sealBytes(`photos/${id}`, new Uint8Array(await blob.arrayBuffer()))
    return { id, command, type: blob.type, up: false, sealed }
  }
}

function photosOf({ photos }: Content): string[] {
  return Array.isArray(photos) ? photos.filter((one) => typeof one === 'string') : []
}

/** As `2022-06-01T08:30:00.000+08:00`: the time of day matters to whoever reads it later. */
export function withOffset(time: Date): string {
  const minutes = -time.getTimezoneOffset()
  const local = new Date(time.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${local}${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`
}

const two = (number: number) => String(number).padStart(2, '0')
