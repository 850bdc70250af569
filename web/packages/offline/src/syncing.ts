/** A sync: everything up, then everything down, one tab at a time; and what stopped it. */
import type { Connection } from './connection'
import { OfflineProblem } from './contract'
import { isUnfinished } from './entries'
import { isRevoked, isSignedOut, problemOf } from './problems'
import type { Pulling } from './pulling'
import type { Pushing } from './pushing'
import type { Vault } from './vault'

/** Epochs that may begin during one sync. */
const LIVES = 3

export class Syncing {
  connection: Connection = 'unknown'
  private running?: Promise<void>
  private again = false

  constructor(
    private readonly vault: Vault,
    private readonly pushing: Pushing,
    private readonly pulling: Pulling,
    private readonly wipe: () => Promise<void>,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined
  }

  /** A call during a sync is answered by a further one, for the first may have passed what it is about. */
  run(): Promise<void> {
    this.again = this.running !== undefined
    this.running ??= this.rounds().finally(() => {
      this.running = undefined
      this.vault.notify()
    })
    return this.running
  }

  private async rounds(): Promise<void> {
    do {
      this.again = false
      this.vault.notify()
      await this.round()
    } while (this.again && this.connection === 'online')
  }

  private async round(): Promise<void> {
    const { store, surroundings } = this.vault
    try {
      await surroundings.exclusively(`${store.name}-sync`, () => this.exchange())
      this.connection = 'online'
    } catch (error) {
      this.connection = await this.stoppedBy(error)
    }
  }

  /** Once more from the beginning where the database has begun a new epoch meanwhile. */
  private async exchange(): Promise<void> {
    for (let life = 0; life < LIVES; life++) {
      await this.vault.inTurn(() => this.vault.catchUp())
      if (this.vault.view.entries().some(isUnfinished)) {
        await this.pulling.greet()
        await this.pushing.all()
      }
      if (await this.pulling.all()) return
    }
  }

  private async stoppedBy(error: unknown): Promise<Connection> {
    const problem = problemOf(error)
    if (!problem) throw error
    if (isRevoked(problem)) {
      await this.wipe()
      throw new OfflineProblem('wiped')
    }
    return isSignedOut(problem) ? 'sign_in_needed' : 'offline'
  }
}
