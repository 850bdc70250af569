/** What was written at gates, at rest: stored before anybody hears of it, and kept until the server has answered. */
import { OfflineProblem } from '../contract'
import { stored, type GateNoteRow } from '../storage'
import type { Vault } from '../vault'
import type { GateNote, GateNoteKind, GateNoteState, GateWritten } from './contract'

/** Sent again should the server come back from an earlier day. */
export const KEPT = 2 * 24 * 60 * 60_000

/** How something ended: refused, or with an answer of its own. */
export type GateEnd = Pick<GateNote, 'refusal' | 'answer'>

export class GateQueue {
  counts = { waiting: 0, needsYou: 0 }
  /** What was opened already, with the count of its changes then. */
  private readonly opened = new Map<string, { changes: number; written: GateWritten }>()

  constructor(private readonly vault: Vault) {}

  async write(kind: GateNoteKind, id: string, written: GateWritten): Promise<void> {
    const sealed = await this.seal(id, written)
    const { gateNotes } = this.vault.store
    const isNew = await this.store(async () => {
      if (await gateNotes.get({ id })) return false
      await gateNotes.add({ id, kind, state: 'waiting', endedAt: 0, changes: 0, sealed })
      return true
    })
    if (!isNew) return
    this.counts = { ...this.counts, waiting: this.counts.waiting + 1 } // to count them all takes longer than to write one
    this.vault.notify()
  }

  async rewrite(id: string, written: GateWritten): Promise<boolean> {
    const sealed = await this.seal(id, written)
    const { gateNotes } = this.vault.store
    return this.change(async () => {
      const row = await gateNotes.get({ id })
      if (row?.state !== 'waiting') return false
      await gateNotes.update(row.order, { sealed, changes: row.changes + 1 })
      return true
    })
  }

  async setAside(id: string): Promise<void> {
    const refused = this.vault.store.gateNotes.where('id').equals(id)
    await this.change(() => refused.and(({ state }) => state === 'refused').delete())
  }

  async all(): Promise<GateNote[]> {
    const rows = await this.vault.store.gateNotes.toArray()
    return Promise.all(rows.map((row) => this.noteOf(row)))
  }

  /** The next of a kind that wait for an answer, behind a place. */
  async next(kind: GateNoteKind, behind: number, most: number): Promise<GateNoteRow[]> {
    const inState = (state: GateNoteState) =>
      this.vault.store.gateNotes
        .where('[kind+state+order]')
        .between([kind, state, behind], [kind, state, Infinity], false)
        .limit(most)
        .toArray()
    const rows = [...(await inState('waiting')), ...(await inState('sent'))]
    return rows.sort((one, other) => one.order - other.order).slice(0, most)
  }

  /**
   * Before the request leaves: from now on the server may know them, and nothing is written over. Answers what is sent:
   * read once more, for it may have been written over until now.
   */
  async markSent(rows: readonly GateNoteRow[]): Promise<{ id: string; body: GateWritten['body'] }[]> {
    const { gateNotes } = this.vault.store
    const orders = rows.map(({ order }) => order)
    const marked = await this.change(async () => {
      await gateNotes
        .where('order')
        .anyOf(orders)
        .and(({ state }) => state === 'waiting')
        .modify({ state: 'sent' })
      return gateNotes.where('order').anyOf(orders).toArray()
    })
    return Promise.all(marked.map(async (row) => ({ id: row.id, body: (await this.open(row)).body })))
  }

  async end(rows: readonly GateNoteRow[], told: ReadonlyMap<string, GateEnd>): Promise<void> {
    const { gateNotes } = this.vault.store
    const endedAt = this.vault.surroundings.now()
    const ends = await Promise.all(
      rows.map(async ({ order, id }) => {
        const one = told.get(id)
        const end = one && (await this.vault.sealer.seal(`${placeOf(id)}/end`, one))
        const state: GateNoteState = one?.refusal ? 'refused' : 'done'
        return { order, change: { state, end, endedAt } }
      }),
    )
    await this.change(async () => {
      for (const { order, change } of ends) await gateNotes.update(order, change)
    })
  }

  /** What the server has had for days goes. */
  async prune(): Promise<void> {
    const before = this.vault.surroundings.now() - KEPT
    const { gateNotes } = this.vault.store
    const old = () =>
      gateNotes
        .where('state')
        .equals('done')
        .and(({ endedAt }) => endedAt < before)
    if (await old().count()) await this.change(() => old().delete())
  }

  async count(): Promise<void> {
    const { gateNotes } = this.vault.store
    const waiting = await gateNotes.where('state').anyOf('waiting', 'sent').count()
    const needsYou = await gateNotes.where('state').equals('refused').count()
    const isNews = waiting !== this.counts.waiting || needsYou !== this.counts.needsYou
    this.counts = { waiting, needsYou }
    if (isNews) this.vault.notify()
  }

  private async change<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.store(work)
    await this.count()
    return result
  }

  /** One transaction, in which a phone that was wiped by another tab is found out. A full phone lets go of what is sent. */
  private store<T>(work: () => Promise<T>): Promise<T> {
    const { store } = this.vault
    const run = () =>
      stored(
        store.transaction('rw', [store.gateNotes, store.facts], async () => {
          await store.knownFacts()
          return work()
        }),
      )
    return run().catch(async (error: unknown) => {
      const isFull = error instanceof OfflineProblem && error.code === 'storage_full'
      if (!isFull || !(await this.makeRoom())) throw error
      return run()
    })
  }

  private async makeRoom(): Promise<boolean> {
    const { gateNotes, photos } = this.vault.store
    const sent = await gateNotes.where('state').equals('done').delete()
    return sent + (await photos.filter(({ up }) => up).delete()) > 0
  }

  private async noteOf(row: GateNoteRow): Promise<GateNote> {
    const { id, kind, state } = row
    const end = row.end ? await this.vault.sealer.open<GateEnd>(`${placeOf(id)}/end`, row.end) : {}
    return { id, kind, state, ...(await this.open(row)), ...end }
  }

  private async open({ id, changes, sealed }: GateNoteRow): Promise<GateWritten> {
    const known = this.opened.get(id)
    if (known?.changes === changes) return known.written
    const written = await this.vault.sealer.open<GateWritten>(placeOf(id), sealed)
    this.opened.set(id, { changes, written })
    return written
  }

  private seal(id: string, written: GateWritten) {
    return this.vault.sealer.seal(placeOf(id), written)
  }
}

const placeOf = (id: string) => `gate-notes/${id}`
