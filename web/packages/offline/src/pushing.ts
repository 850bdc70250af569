/** Up: the commands of the outbox in their order, each with its photographs before it. */
import type { Server } from './contract'
import type { Entry } from './entries'
import type { Outbox, Outcome } from './outbox'
import { isFinal, problemOf, type Problem } from './problems'
import type { Vault } from './vault'

/** The wire shape of a result of `POST /api/v1/sync/push`. */
interface Result {
  id: string
  outcome: 'done' | 'refused' | 'failed'
  answer: Record<string, unknown>
  code: string
  sentence: string
  details: Record<string, unknown>
}

/** What the server takes at once, until it says otherwise. */
const MOST = 50
const MOST_TOGETHER = 500

export class Pushing {
  private most = MOST
  /** Whether more of one kind may go together. */
  private together = true

  constructor(
    private readonly vault: Vault,
    private readonly outbox: Outbox,
    private readonly server: Server,
    private readonly device: string,
  ) {}

  /** Each command once; what failed goes up with the next call. */
  async all(): Promise<void> {
    let behind = 0
    this.most = MOST
    this.together = true
    for (;;) {
      const batch = this.batch(await this.outbox.next(behind, MOST_TOGETHER))
      const last = batch[batch.length - 1]
      if (!last) return
      if (await this.send(batch)) behind = last.order
    }
  }

  /** The first of them that go together. */
  private batch(next: readonly Entry[]): readonly Entry[] {
    const kind = next[0]?.kind ?? ''
    const most = this.together ? (this.vault.view.kinds[kind]?.together ?? 0) : 0
    const other = next.findIndex((one) => one.kind !== kind)
    const same = other < 0 ? next.length : other
    return next.slice(0, Math.max(Math.min(same, most), this.most))
  }

  /** False when the batch was too large and is to be cut smaller. */
  private async send(batch: readonly Entry[]): Promise<boolean> {
    const ready: Entry[] = []
    for (const entry of batch) if (await this.sendPhotos(entry)) ready.push(entry)
    await this.outbox.markSent(ready)
    try {
      await this.hear(ready, ready.length ? await this.push(ready) : [])
      return true
    } catch (error) {
      const problem = problemOf(error)
      if (!problem || !isFinal(problem)) throw error
      return this.cut(ready, problem)
    }
  }

  /** A request that the server will not read is cut until it shows which command it is; that one needs its owner. */
  private async cut(batch: readonly Entry[], problem: Problem): Promise<boolean> {
    const [first, second] = batch
    if (first && !second) {
      await this.outbox.end([refused(first, problem)])
      return true
    }
    const told = problem.code === 'sync.too_many_commands' ? Number(problem.details.most) : NaN
    this.together = false
    this.most = told >= 1 && told < batch.length ? told : Math.ceil(batch.length / 2)
    return false
  }

  private async push(batch: readonly Entry[]): Promise<Result[]> {
    const { surroundings } = this.vault
    const now = new Date(surroundings.now()).toISOString()
    const commands = batch.map(({ id, kind, at, content }) => ({ id, kind, at, content }))
    const answer = await this.server.push({ device: this.device, label: surroundings.label, now, commands })
    this.vault.mustBeOpen()
    return answer.results as Result[]
  }

  private async hear(batch: readonly Entry[], results: readonly Result[]): Promise<void> {
    const sent = new Map(batch.map((entry) => [entry.id, entry]))
    const outcomes = results.flatMap((result): Outcome[] => {
      const entry = sent.get(result.id)
      return entry ? [this.outcome(entry, result)] : []
    })
    await this.outbox.end(outcomes)
  }

  private outcome(entry: Entry, result: Result): Outcome {
    if (result.outcome === 'done') return { entry, state: 'confirmed', answer: result.answer }
    if (result.outcome === 'refused') return refused(entry, result)
    return this.canBeTaken(entry, result) ? { entry, state: 'waiting' } : refused(entry, result)
  }

  /** What waits for an earlier command of this phone that will not come any more waits in vain. */
  private canBeTaken({ content }: Entry, { code }: Result): boolean {
    if (code !== 'sync.earlier_waits') return true
    const earlier = this.vault.view.entries().find(({ id }) => id === content.after)
    return earlier !== undefined && earlier.state !== 'needs_you'
  }

  /** False when the server takes a photograph for none: then its command needs its owner. */
  private async sendPhotos(entry: Entry): Promise<boolean> {
    for (const row of await this.outbox.photosToSend(entry)) {
      try {
        const of = this.vault.view.kinds[entry.kind]?.photosOf
        await this.server.photo(row.id, await this.outbox.openPhoto(row), of)
        this.vault.mustBeOpen()
      } catch (error) {
        const problem = problemOf(error)
        if (!problem || !isFinal(problem)) throw error
        await this.outbox.end([refused(entry, { ...told(problem), details: { photo: row.id } })])
        return false
      }
      await this.outbox.photoIsUp(row.id)
    }
    return true
  }
}

function refused(entry: Entry, problem: Omit<Problem, 'status'>): Outcome {
  return { entry, state: 'needs_you', refusal: { ...told(problem), details: { ...problem.details } } }
}

const told = ({ code, sentence, details }: Omit<Problem, 'status'>) => ({ code, sentence, details })
