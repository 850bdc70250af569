/** The way in: from nothing, with a PIN, or with the server's secret and a new PIN. */
import Dexie from 'dexie'
import { Accounts } from './accounts'
import {
  OfflineProblem,
  type KeptGrid,
  type Kinds,
  type KnownPhone,
  type Limits,
  type Phone,
  type Phones,
  type Server,
} from './contract'
import { OpenPhone } from './phone'
import { isRevoked, problemOf } from './problems'
import { Sealer, uuid, type Bytes } from './sealing'
import { AccountStore, stored, type AccountRow } from './storage'
import { browser, type Surroundings } from './surroundings'
import { Vault } from './vault'

export function openPhones(
  server: Server,
  kinds: Kinds,
  limits: Limits,
  surroundings: Surroundings = browser(),
): Phones {
  return new BrowserPhones(server, kinds, limits, surroundings)
}

class BrowserPhones implements Phones {
  private opened?: Accounts

  constructor(
    private readonly server: Server,
    private readonly kinds: Kinds,
    private readonly limits: Limits,
    private readonly surroundings: Surroundings,
  ) {}

  known(): Promise<KnownPhone[]> {
    return withStorage(() => this.accounts.known())
  }

  create(account: { id: string; name: string }, pin: string, grids: readonly KeptGrid[]): Promise<Phone> {
    return withStorage(async () => {
      this.accounts.mustBeLongEnough(pin)
      const known = await this.accounts.find(account.id)
      if (known) return this.recovered(known, pin, grids)
      const device = uuid(this.surroundings.crypto)
      const epoch = await this.greet(device)
      const secret = await this.asking(() => this.server.secret(device))
      const { row, dataKey } = await this.accounts.make(account, device, pin, secret)
      await stored(this.prepare(device, epoch, grids))
      await this.accounts.add(row)
      await this.surroundings.storage?.persist()
      return this.open(row, dataKey)
    })
  }

  unlock(account: string, pin: string): Promise<Phone> {
    return withStorage(async () => {
      const row = await this.row(account)
      return this.open(row, await this.accounts.openWithPin(account, pin))
    })
  }

  recover(account: string, pin: string): Promise<Phone> {
    return withStorage(async () => {
      this.accounts.mustBeLongEnough(pin)
      return this.recovered(await this.row(account), pin)
    })
  }

  private get accounts(): Accounts {
    const { indexedDB, crypto } = this.surroundings as Partial<Surroundings>
    if (!indexedDB || !crypto?.subtle) throw new OfflineProblem('no_storage')
    this.opened ??= new Accounts(this.surroundings, this.limits)
    return this.opened
  }

  private async row(account: string): Promise<AccountRow> {
    const row = await this.accounts.find(account)
    if (!row) throw new OfflineProblem('wiped')
    return row
  }

  private async recovered(row: AccountRow, pin: string, grids?: readonly KeptGrid[]): Promise<Phone> {
    const secret = await this.asking(() => this.server.secret(row.device), row)
    const phone = await this.open(row, await this.accounts.openWithSecret(row, secret, pin))
    if (grids) await phone.keepGrids(grids)
    return phone
  }

  /** The server knows a phone from its first question; answers the epoch of its database. */
  private async greet(device: string): Promise<number> {
    const body = { device, label: this.surroundings.label, epoch: 0, grids: {} }
    const { epoch } = await this.asking(() => this.server.pull(body))
    return epoch as number
  }

  private async prepare(device: string, epoch: number, grids: readonly KeptGrid[]): Promise<void> {
    const store = new AccountStore(device, this.surroundings)
    const now = this.surroundings.now()
    try {
      await store.facts.add({ name: 'phone', epoch, heard: now, latest: now, ready: false, changes: 0 })
      await store.grids.bulkAdd(grids.map(({ id, code, name }) => ({ id, code, name, cursor: '', pass: 0 })))
    } finally {
      store.close()
    }
  }

  private async open(row: AccountRow, dataKey: Bytes): Promise<Phone> {
    const sealer = await Sealer.of(this.surroundings.crypto, dataKey)
    const store = new AccountStore(row.device, this.surroundings)
    if (await this.accounts.mustForget(store)) await this.accounts.forgetDocuments(store)
    const vault = new Vault(store, sealer, this.kinds, this.surroundings)
    await vault.load()
    return new OpenPhone(row, vault, this.server, this.limits, this.accounts)
  }

  /** A question without whose answer there is no going on. */
  private async asking<T>(question: () => Promise<T>, row?: AccountRow): Promise<T> {
    try {
      return await question()
    } catch (error) {
      const problem = problemOf(error)
      if (problem?.status === 0) throw new OfflineProblem('offline')
      if (!problem || !row || !isRevoked(problem)) throw error
      await this.accounts.wipe(row)
      throw new OfflineProblem('wiped')
    }
  }
}

const NO_STORAGE: string[] = [
  Dexie.errnames.MissingAPI,
  Dexie.errnames.OpenFailed,
  Dexie.errnames.InvalidState,
]

/** A browser that lets nothing be stored, in a private window for one, says so only when asked to. */
async function withStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (NO_STORAGE.includes(name)) throw new OfflineProblem('no_storage')
    throw error
  }
}
