/** Up: what was written at gates, in batches, each row under its id until the server has answered it. */
import type { Server } from '../contract'
import { isFinal, problemOf, type Problem } from '../problems'
import type { GateNoteRow } from '../storage'
import type { Vault } from '../vault'
import { GATE_NOTES, type GateNoteKind } from './contract'
import type { GateEnd, GateQueue } from './queue'

/** Doors under `/api/v1/gates`, and what they take at once: many in a list of the door's name, or one as it is. */
const DOORS: Readonly<Record<GateNoteKind, { door: string; most: number }>> = {
  passage: { door: 'passages', most: 500 },
  reason: { door: 'reasons', most: 1 },
  missing: { door: 'missing', most: 1 },
}

interface Sent {
  id: string
  body: Record<string, unknown>
}

interface Refused {
  id: string
  code: string
  message: string
}

/** Of what was taken, what the server saw and the gate could not. */
interface Noticed {
  id: string
  reasons: string[]
}

export class GateSending {
  constructor(
    private readonly vault: Vault,
    private readonly queue: GateQueue,
    private readonly server: Server,
    private readonly device: string,
  ) {}

  /** Reasons behind the passages that they are about. Throws the problem that stops it. */
  async all(): Promise<void> {
    for (const kind of GATE_NOTES) await this.allOf(kind)
    await this.queue.prune()
  }

  private async allOf(kind: GateNoteKind): Promise<void> {
    let [behind, { most }] = [0, DOORS[kind]]
    for (;;) {
      const rows = await this.queue.next(kind, behind, most)
      const last = rows[rows.length - 1]
      if (!last) return
      const problem = await this.sent(kind, rows)
      if (!problem || rows.length === 1) {
        behind = last.order
        most = DOORS[kind].most
        if (problem) await this.queue.end(rows, new Map([[last.id, { refusal: toldOf(problem) }]]))
      } else most = Math.ceil(rows.length / 2) // cut until it shows which row it is
    }
  }

  /** What the server says of the request as a whole, where it will not read it. */
  private async sent(kind: GateNoteKind, rows: readonly GateNoteRow[]): Promise<Problem | undefined> {
    const sent = await this.queue.markSent(rows)
    try {
      await this.queue.end(rows, await this.answered(kind, sent))
      return undefined
    } catch (error) {
      const problem = problemOf(error)
      if (!problem || !isFinal(problem) || isNoDoor(problem)) throw error
      return problem
    }
  }

  /** How those ended that did not just end well; a word about a passage has the id of the passage, and another one here. */
  private async answered(kind: GateNoteKind, sent: Sent[]): Promise<Map<string, GateEnd>> {
    const { door, most } = DOORS[kind]
    const [first] = sent
    if (most === 1 && first) {
      const answer = await this.server.gate(door, first.body)
      this.vault.mustBeOpen()
      return new Map([[first.id, { answer }]])
    }
    const bodies = sent.map(({ body }) => body)
    const answer = await this.server.gate(door, this.batch(door, bodies))
    this.vault.mustBeOpen()
    // Without its list it is no answer of ours, and nothing counts as taken.
    if (!Array.isArray(answer.refused)) throw new NoAnswer(`gates/${door}`)
    const refused = answer.refused as Refused[]
    const noticed = Array.isArray(answer.noticed) ? (answer.noticed as Noticed[]) : []
    const ends = new Map<string, GateEnd>(noticed.map(({ id, reasons }) => [id, { answer: { reasons } }]))
    for (const { id, code, message } of refused)
      ends.set(id, { refusal: toldOf({ code, sentence: message }) })
    return ends
  }

  private batch(door: string, bodies: object[]): object {
    const now = new Date(this.vault.surroundings.now()).toISOString()
    return { device: this.device, now, [door]: bodies }
  }
}

class NoAnswer extends Error {
  readonly code = 'unexpected'
  readonly status = 502
}

const toldOf = ({ code, sentence }: { code: string; sentence: string }) => ({ code, sentence })

/** A server that is older than the phone: it waits for the newer one. */
const isNoDoor = ({ code, status }: Problem) => status === 405 || (status === 404 && code === 'not_found')
