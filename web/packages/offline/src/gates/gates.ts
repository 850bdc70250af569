/** The gates of an open phone: copies, the queue, and when the queue is sent. */
import type { Connection } from '../connection'
import { OfflineProblem, type Server } from '../contract'
import { isRevoked, isSignedOut, problemOf } from '../problems'
import { SOON } from '../rhythm'
import type { Vault } from '../vault'
import type { GateNote, GateNoteKind, GatePiece, GatePlace, GateRead, Gates, GateWritten } from './contract'
import { GateCopies } from './copies'
import { GateQueue } from './queue'
import { GateSending } from './sending'

export class OpenGates implements Gates {
  private readonly copies: GateCopies
  private readonly queue: GateQueue
  private readonly sending: GateSending
  private running?: Promise<Connection>
  private cancel = (): void => undefined

  constructor(
    private readonly vault: Vault,
    server: Server,
    device: string,
    private readonly wipe: () => Promise<void>,
  ) {
    this.copies = new GateCopies(vault, server)
    this.queue = new GateQueue(vault)
    this.sending = new GateSending(vault, this.queue, server, device)
    vault.onChange(() => {
      if (vault.ended) this.cancel()
    })
    void this.open(() => this.queue.count()).catch(() => undefined)
  }

  get counts() {
    return this.queue.counts
  }

  async refresh(gate: string): Promise<void> {
    try {
      await this.open(() => this.copies.refresh(gate))
    } catch (error) {
      await this.endIfRevoked(error)
      throw error
    }
  }

  read(
    gate: string,
    after: GatePlace | null,
    take: (piece: GatePiece, anew: boolean) => void,
  ): Promise<GateRead | null> {
    return this.open(() => this.copies.read(gate, after, take))
  }

  notes<Body, Shown>(): Promise<GateNote<Body, Shown>[]> {
    return this.open(() => this.queue.all()) as Promise<GateNote<Body, Shown>[]>
  }

  async write(kind: GateNoteKind, id: string, written: GateWritten): Promise<void> {
    await this.open(() => this.queue.write(kind, id, written))
    this.soon()
  }

  async rewrite(id: string, written: GateWritten): Promise<boolean> {
    const isDone = await this.open(() => this.queue.rewrite(id, written))
    if (isDone) this.soon()
    return isDone
  }

  setAside(id: string): Promise<void> {
    return this.open(() => this.queue.setAside(id))
  }

  send(): Promise<Connection> {
    this.running ??= this.sendAll().finally(() => (this.running = undefined))
    return this.running
  }

  private async sendAll(): Promise<Connection> {
    const { store, surroundings } = this.vault
    try {
      await this.open(() => surroundings.exclusively(`${store.name}-notes`, () => this.sending.all()))
      return 'online'
    } catch (error) {
      await this.endIfRevoked(error)
      const problem = problemOf(error)
      if (!problem) throw error
      return isSignedOut(problem) ? 'sign_in_needed' : 'offline'
    }
  }

  /** Several written at once go up together; what finds no way goes with the next sync. */
  private soon(): void {
    this.cancel()
    const { later, report } = this.vault.surroundings
    this.cancel = later(() => {
      this.send().catch((error: unknown) => {
        if (!(error instanceof OfflineProblem) && !this.vault.ended) report(error)
      })
    }, SOON)
  }

  private async endIfRevoked(error: unknown): Promise<void> {
    const problem = problemOf(error)
    if (!problem || !isRevoked(problem)) return
    await this.wipe()
    throw new OfflineProblem('wiped')
  }

  /** What fails because the phone was locked meanwhile is told as that. */
  private async open<T>(work: () => Promise<T>): Promise<T> {
    this.vault.mustBeOpen()
    try {
      return await work()
    } catch (error) {
      this.vault.mustBeOpen()
      throw error
    }
  }
}
