/** The accounts that this browser knows: their PINs and how often they were wrong, and their end. */
import { OfflineProblem, type KnownPhone, type Limits } from './contract'
import {
  newDataKey,
  newDeviceKey,
  openWithPin,
  openWithSecret,
  wrapWithPin,
  wrapWithSecret,
  type PinWrap,
} from './keys'
import type { Bytes } from './sealing'
import { AccountStore, DeviceStore, type AccountRow } from './storage'
import type { Surroundings } from './surroundings'
import type { Message } from './vault'

const DAY = 86_400_000

export class Accounts {
  private readonly store: DeviceStore

  constructor(
    private readonly surroundings: Surroundings,
    private readonly limits: Limits,
  ) {
    this.store = new DeviceStore(surroundings)
  }

  async known(): Promise<KnownPhone[]> {
    const rows = await this.store.accounts.toArray()
    for (const row of rows) if (row.wiped) await this.wipe(row)
    return Promise.all(rows.filter(({ wiped }) => !wiped).map((row) => this.told(row)))
  }

  async find(id: string): Promise<AccountRow | undefined> {
    const row = await this.store.accounts.get(id)
    return row?.wiped ? undefined : row
  }

  /** A new account with its data key, which nobody but the caller has. */
  async make(account: { id: string; name: string }, device: string, pin: string, secret: string) {
    const { crypto } = this.surroundings
    const [deviceKey, dataKey] = [await newDeviceKey(crypto), newDataKey(crypto)]
    const wraps = {
      pin: await this.wrap(deviceKey, pin, dataKey),
      secret: await wrapWithSecret(crypto, secret, dataKey),
    }
    const row: AccountRow = { id: account.id, name: account.name, device, deviceKey, wrong: 0, ...wraps }
    return { row, dataKey }
  }

  async add(row: AccountRow): Promise<void> {
    await this.store.accounts.add(row)
  }

  /** The data key, if this is the PIN. One try at a time, counted before it is looked at. */
  openWithPin(id: string, pin: string): Promise<Bytes> {
    return this.surroundings.exclusively(`gridward-pin-${id}`, async () => {
      const row = await this.countedTry(id)
      const { crypto } = this.surroundings
      const dataKey = row.pin && (await openWithPin(crypto, row.deviceKey, pin, row.pin))
      if (dataKey) {
        await this.store.accounts.update(id, { wrong: 0 })
        return dataKey
      }
      const triesLeft = this.triesLeft(row)
      if (triesLeft > 0) throw new OfflineProblem('pin_wrong', { triesLeft })
      await this.voidPin(row)
      throw new OfflineProblem('pins_used_up')
    })
  }

  /** The data key by the server's secret, from now on under this PIN. */
  async openWithSecret(row: AccountRow, secret: string, pin: string): Promise<Bytes> {
    const dataKey = await openWithSecret(this.surroundings.crypto, secret, row.secret)
    await this.setPin(row, pin, dataKey)
    return dataKey
  }

  async setPin({ id, deviceKey }: AccountRow, pin: string, dataKey: Bytes): Promise<void> {
    await this.store.accounts.update(id, { pin: await this.wrap(deviceKey, pin, dataKey), wrong: 0 })
  }

  mustBeLongEnough(pin: string): void {
    const { pinLength } = this.limits
    if (pin.length < pinLength) throw new OfflineProblem('pin_too_short', { pinLength })
  }

  /** The keys go first: should the rest be cut short, nobody can read it, and it goes at the next start. */
  async wipe({ id, name, device }: AccountRow): Promise<void> {
    const mine = this.store.accounts
      .where('id')
      .equals(id)
      .and((row) => row.device === device)
    await mine.modify((_, row) => {
      row.value = { id, name, device, wiped: true } as AccountRow
    })
    await new AccountStore(device, this.surroundings).delete()
    await mine.delete()
  }

  /**
   * Notes the time. Copies of documents must go when the server was not heard for too long; a clock that is set back
   * helps little.
   */
  async mustForget(store: AccountStore): Promise<boolean> {
    const facts = await store.facts.get('phone')
    if (!facts) return false
    const latest = Math.max(facts.latest, this.surroundings.now())
    if (latest > facts.latest) await store.facts.update('phone', { latest })
    const isTooLong = latest - facts.heard > this.limits.daysWithoutContact * DAY
    return isTooLong && ((await store.documents.count()) > 0 || (await store.gates.count()) > 0)
  }

  async forgetDocuments(store: AccountStore): Promise<void> {
    await store.change(store.copies, () => store.forgetDocuments())
  }

  private async told(row: AccountRow): Promise<KnownPhone> {
    const store = new AccountStore(row.device, this.surroundings)
    const triesLeft = this.triesLeft(row)
    try {
      if (triesLeft === 0 || (await this.mustForget(store))) await this.forgetDocuments(store)
      const facts = await store.facts.get('phone')
      return {
        account: { id: row.id, name: row.name },
        state: triesLeft === 0 ? 'pin_void' : 'locked',
        waiting: await store.waiting(),
        triesLeft,
        heardAt: facts ? new Date(facts.heard).toISOString() : '',
      }
    } finally {
      store.close()
    }
  }

  private triesLeft({ pin, wrong }: AccountRow): number {
    return pin ? Math.max(0, this.limits.wrongPins - wrong) : 0
  }

  /** Killing the page during a try does not give the try back. */
  private async countedTry(id: string): Promise<AccountRow> {
    const row = await this.find(id)
    if (!row) throw new OfflineProblem('wiped')
    if (this.triesLeft(row) === 0) {
      await this.voidPin(row)
      throw new OfflineProblem('pins_used_up')
    }
    await this.store.accounts.update(id, { wrong: row.wrong + 1 })
    return { ...row, wrong: row.wrong + 1 }
  }

  /** What was typed stays sealed, for the server's secret to open. */
  private async voidPin({ id, device }: AccountRow): Promise<void> {
    await this.store.accounts.update(id, { pin: undefined })
    const store = new AccountStore(device, this.surroundings)
    await this.forgetDocuments(store).finally(() => store.close())
    const others = this.surroundings.channel(store.name)
    others?.postMessage({ ended: 'locked' } satisfies Message)
    others?.close()
  }

  private wrap(deviceKey: CryptoKey, pin: string, dataKey: Bytes): Promise<PinWrap> {
    return wrapWithPin(this.surroundings.crypto, deviceKey, pin, this.surroundings.pinRounds, dataKey)
  }
}
