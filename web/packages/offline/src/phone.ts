/** A phone that is open: what the screens use, put together from the parts that do it. */
import type { Accounts } from './accounts'
import type { DocumentKey } from './base'
import {
  type Content,
  type Document,
  type DocumentKind,
  type Given,
  type GiveOptions,
  type Kept,
  type KeptGrid,
  type Limits,
  OfflineProblem,
  type Phone,
  type Server,
  type Status,
} from './contract'
import { isUnfinished, type Entry } from './entries'
import { OpenGates } from './gates/gates'
import { Outbox } from './outbox'
import { Pulling } from './pulling'
import { Pushing } from './pushing'
import { Rhythm } from './rhythm'
import { stored, type AccountRow } from './storage'
import { Syncing } from './syncing'
import type { Vault } from './vault'

const DAY = 86_400_000
const MINUTE = 60_000

export class OpenPhone implements Phone {
  readonly account: { id: string; name: string }
  readonly device: string
  readonly gates: OpenGates
  private readonly commands: Outbox
  private readonly syncing: Syncing
  private readonly rhythm: Rhythm
  private readonly stops: (() => void)[]
  private storage: number | null = null

  constructor(
    private readonly row: AccountRow,
    private readonly vault: Vault,
    server: Server,
    private readonly limits: Limits,
    private readonly accounts: Accounts,
  ) {
    this.account = { id: row.id, name: row.name }
    this.device = row.device
    this.commands = new Outbox(vault)
    const pushing = new Pushing(vault, this.commands, server, row.device)
    const pulling = new Pulling(vault, server, row.device)
    this.syncing = new Syncing(vault, pushing, pulling, () => this.wipe())
    this.gates = new OpenGates(vault, server, row.device, () => this.wipe())
    this.rhythm = new Rhythm(() => this.beat(), vault.surroundings)
    this.stops = [
      () => this.rhythm.stop(),
      this.lockInTheBackground(),
      vault.onChange(() => this.stopIfEnded()),
    ]
    void this.measureStorage()
  }

  status(): Status {
    const { facts, ended } = this.vault
    const entries = this.vault.view.entries()
    const { counts: gates } = this.gates
    return {
      connection: this.syncing.connection,
      syncing: this.syncing.isRunning,
      waiting: entries.filter(isUnfinished).length + gates.waiting,
      needsYou: entries.filter(({ state }) => state === 'needs_you').length + gates.needsYou,
      gates,
      heardAt: facts.heard ? new Date(facts.heard).toISOString() : '',
      storage: this.storage,
      ready: facts.ready,
      ...(ended ? { ended } : {}),
    }
  }

  grids(): KeptGrid[] {
    return this.vault.keptGrids()
  }

  all<D extends Document>(kind: DocumentKind): Kept<D>[] {
    return this.vault.view.all<D>(kind)
  }

  get<D extends Document>(id: string): Kept<D> | undefined {
    return this.vault.view.get<D>(id)
  }

  revision(): number {
    return this.vault.revision
  }

  onChange(listener: () => void): () => void {
    return this.vault.onChange(listener)
  }

  async give(kind: string, content: Content, options?: GiveOptions): Promise<Given> {
    const entry = await this.commands.give(kind, content, options)
    this.rhythm.soon()
    void this.measureStorage()
    return this.given(entry)
  }

  outbox(): Given[] {
    return this.vault.view.entries().map((entry) => this.given(entry))
  }

  setAside(id: string): Promise<void> {
    return this.commands.setAside(id)
  }

  async giveAgain(id: string, content: Content): Promise<Given> {
    const entry = await this.commands.giveAgain(id, content)
    this.rhythm.soon()
    return this.given(entry)
  }

  async read<T>(name: string): Promise<T | undefined> {
    const row = await this.vault.inTurn(() => this.vault.store.notes.get(name))
    return row && this.vault.sealer.open<T>(`notes/${name}`, row.sealed)
  }

  keep<T>(name: string, value: T | undefined): Promise<void> {
    const { store, sealer } = this.vault
    return this.vault.inTurn(async () => {
      if (value === undefined) return store.notes.delete(name)
      await stored(store.notes.put({ name, sealed: await sealer.seal(`notes/${name}`, value) }))
    })
  }

  photo(id: string): Promise<Blob | undefined> {
    return this.vault.inTurn(() => this.commands.photo(id))
  }

  async keepGrids(grids: readonly KeptGrid[]): Promise<void> {
    const { store } = this.vault
    const work = async () => {
      const kept = await store.grids.toCollection().primaryKeys()
      const leaving = kept.filter((id) => !grids.some((one) => one.id === id))
      const coming = grids.filter(({ id }) => !kept.includes(id))
      await store.grids.bulkDelete(leaving)
      await store.grids.bulkAdd(coming.map(({ id, code, name }) => ({ id, code, name, cursor: '', pass: 0 })))
      const documents: DocumentKey[] = []
      for (const id of leaving) documents.push(...(await store.forget(id)))
      return documents
    }
    await this.vault.write({
      tables: [store.grids, store.documents],
      work,
      news: (documents) => ({ documents }),
    })
    this.rhythm.soon()
  }

  async sync(): Promise<Status> {
    this.vault.mustBeOpen()
    try {
      await this.syncing.run()
      if (this.syncing.connection === 'online') await this.gates.send()
      await this.commands.prune(this.vault.surroundings.now() - this.limits.daysConfirmed * DAY)
    } catch (error) {
      this.vault.mustBeOpen() // what fails because the phone was locked meanwhile has not failed
      throw error
    } finally {
      this.rhythm.heard(this.syncing.connection)
    }
    await this.measureStorage()
    return this.status()
  }

  async changePin(old: string, next: string): Promise<void> {
    this.vault.mustBeOpen()
    this.accounts.mustBeLongEnough(next)
    await this.accounts.setPin(this.row, next, await this.accounts.openWithPin(this.row.id, old))
  }

  lock(): void {
    this.vault.end('locked')
  }

  async leave(): Promise<void> {
    await this.vault.inTurn(() => this.clearIfNothingWaits())
    this.vault.endEverywhere('left')
    await this.accounts.wipe(this.row)
  }

  private clearIfNothingWaits(): Promise<void> {
    const { store } = this.vault
    return store.transaction('rw', store.tables, async () => {
      const [waiting, needsYou] = [await store.waiting(), await store.needsYou()]
      if (waiting + needsYou) throw new OfflineProblem('outbox_not_empty', { waiting, needsYou })
      for (const table of store.tables) await table.clear()
    })
  }

  private async wipe(): Promise<void> {
    this.vault.endEverywhere('wiped')
    await this.accounts.wipe(this.row)
  }

  /** What happens by itself; nobody is there to hear why it did not. */
  private async beat(): Promise<void> {
    try {
      if (await this.accounts.mustForget(this.vault.store)) await this.forgetDocuments()
      if (this.rhythm.asks) await this.sync()
      else this.rhythm.heard(this.syncing.connection)
    } catch (error) {
      if (!(error instanceof OfflineProblem) && !this.vault.ended) this.vault.surroundings.report(error)
    }
  }

  private async forgetDocuments(): Promise<void> {
    const { store } = this.vault
    await this.vault.write({
      tables: store.copies,
      work: async () => {
        const documents = await store.documents.toCollection().primaryKeys()
        await store.forgetDocuments()
        return documents
      },
      news: (documents) => ({ documents }),
    })
  }

  private lockInTheBackground(): () => void {
    const { isVisible, onVisibility, later, now } = this.vault.surroundings
    const limit = this.limits.minutesUntilLocked * MINUTE
    let [hiddenAt, cancel] = [now(), (): void => undefined]
    return onVisibility(() => {
      cancel()
      if (!isVisible()) {
        hiddenAt = now()
        cancel = later(() => this.lock(), limit)
      } else if (now() - hiddenAt >= limit) this.lock() // timers stand still in the background
    })
  }

  private stopIfEnded(): void {
    if (this.vault.ended) for (const stop of this.stops) stop()
  }

  private async measureStorage(): Promise<void> {
    const told = await this.vault.surroundings.storage?.estimate().catch(() => undefined)
    const { quota = 0, usage = 0 } = told ?? {}
    this.storage = quota > 0 ? usage / quota : null
    this.vault.notify()
  }

  private given({ id, kind, at, content, state, refusal, answer, photos }: Entry): Given {
    const about = this.vault.view.about({ kind, content })
    return { id, kind, at, content, state, about, photos, refusal, answer }
  }
}
