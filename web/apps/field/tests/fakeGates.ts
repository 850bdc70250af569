/** Gates in memory, as the contract asks them to be: copies that are handed over, notes that stay. */
import {
  OfflineProblem,
  type Connection,
  type GateHead,
  type GateNote,
  type GateNoteKind,
  type GatePiece,
  type GatePlace,
  type GateRead,
  type Gates,
  type GateWritten,
} from '@gridward/offline'

export class FakeGates implements Gates {
  full = false
  head: GateHead | undefined
  readonly pieces: GatePiece[] = []
  heard = Date.now()
  ahead = 0
  written: GateNote[] = []
  refreshed = 0
  problem?: Error
  /** Notes that have gone up: they are not written over. */
  readonly sent = new Set<string>()

  get counts() {
    return { waiting: this.written.filter(({ state }) => state === 'waiting').length, needsYou: 0 }
  }

  async refresh(): Promise<void> {
    this.refreshed++
    if (this.problem) throw this.problem
  }

  async read(
    _gate: string,
    after: GatePlace | null,
    take: (piece: GatePiece, anew: boolean) => void,
  ): Promise<GateRead | null> {
    if (!this.head) return null
    const anew = after === null
    for (const piece of this.pieces.slice(after?.place ?? 0)) take(piece, anew)
    const { head, heard, ahead } = this
    return { life: 1, place: this.pieces.length, anew, head, heard, ahead }
  }

  async notes<Body, Shown>(): Promise<GateNote<Body, Shown>[]> {
    return this.written as unknown as GateNote<Body, Shown>[]
  }

  async write(kind: GateNoteKind, id: string, written: GateWritten): Promise<void> {
    if (this.full) throw new OfflineProblem('storage_full')
    this.written = [...this.written, { id, kind, state: 'waiting', ...written }]
  }

  async rewrite(id: string, written: GateWritten): Promise<boolean> {
    if (this.sent.has(id)) return false
    this.written = this.written.map((one) => (one.id === id ? { ...one, ...written } : one))
    return true
  }

  async setAside(id: string): Promise<void> {
    this.written = this.written.filter((one) => one.id !== id)
  }

  async send(): Promise<Connection> {
    return 'online'
  }
}
