/**
 * Copies of gates. What comes lies in pieces one behind the other, each sealed; the head, which is small, is written over. A
 * copy that begins anew is filled beside the one that is read, and takes its place once it is whole.
 */
import type { Server } from '../contract'
import { problemOf } from '../problems'
import { stored, type GatePartRow, type GateRow } from '../storage'
import type { Vault } from '../vault'
import type { GateHead, GatePiece, GatePlace, GateRead } from './contract'

/** The wire shape of `POST /api/v1/gates/{gate_id}/copy`, as far as the engine reads it. */
interface Answer extends Partial<GatePiece> {
  epoch: number
  now: string
  fresh: boolean
  cursor: string
  more: boolean
  [field: string]: unknown
}

/** Of so many pieces a copy is made into few again. */
const MANY = 120
const PASSES = 5000
const NOTHING = { epoch: 0, cursor: '', life: 0, coming: 0, heard: 0, ahead: 0 }

export class GateCopies {
  constructor(
    private readonly vault: Vault,
    private readonly server: Server,
  ) {}

  /** One tab at a time: two would each begin where the other is. */
  refresh(gate: string): Promise<void> {
    const { store, surroundings } = this.vault
    return surroundings.exclusively(`${store.name}-gate-${gate}`, async () => {
      while (await this.next(gate));
      await this.gather(gate)
    })
  }

  async read(
    gate: string,
    after: GatePlace | null,
    take: (piece: GatePiece, anew: boolean) => void,
  ): Promise<GateRead | null> {
    const row = await this.rowOf(gate)
    if (!row.life) return null
    const anew = after?.life !== row.life
    const from = anew ? 1 : after.place + 1
    const parts = await this.partsOf(gate, row.life, from)
    for (const part of parts) take(await this.open<GatePiece>(part), anew)
    const place = parts[parts.length - 1]?.place ?? from - 1
    const head = await this.headOf(gate, row.life)
    return { life: row.life, place, anew, head, heard: row.heard, ahead: row.ahead }
  }

  /** Answers whether there is more. */
  private async next(gate: string): Promise<boolean> {
    const before = await this.rowOf(gate)
    const asked = { epoch: before.epoch || null, cursor: before.cursor || null }
    const answer = await this.ask(gate, asked)
    if (!answer) return true
    const begins = answer.fresh || before.life + before.coming === 0
    const filled = begins ? Math.max(before.life, before.coming) + 1 : before.coming || before.life
    const known = await this.headOf(gate, begins ? before.life : filled)
    await this.put(filled, known, answer, before, this.after(answer, before, filled))
    return answer.more
  }

  /** Where the copy stands then: read on in the life that is filled once that is whole. */
  private after(answer: Answer, before: GateRow, filled: number): GateRow {
    const heard = this.vault.surroundings.now()
    const { epoch, cursor, more, now } = answer
    const row = { gate: before.gate, epoch, cursor, heard, ahead: Date.parse(now) - heard }
    if (!more) return { ...row, life: filled, coming: 0 }
    return { ...row, life: before.life, coming: filled === before.life ? 0 : filled }
  }

  /** Undefined when the server cannot read the cursor: the copy begins anew, and is read as it was until then. */
  private async ask(gate: string, asked: { cursor: string | null }): Promise<Answer | undefined> {
    try {
      const answer = (await this.server.gate(`${gate}/copy`, asked)) as unknown as Answer
      this.vault.mustBeOpen()
      return answer
    } catch (error) {
      const isUnreadable = problemOf(error)?.code.endsWith('cursor_unreadable') ?? false
      if (!isUnreadable || !asked.cursor) throw error
      await this.vault.store.gates.update(gate, { cursor: '' })
      return undefined
    }
  }

  private async put(
    life: number,
    known: GateHead,
    answer: Answer,
    before: GateRow,
    after: GateRow,
  ): Promise<void> {
    const { store } = this.vault
    const { gate } = after
    const head = await this.seal(gate, life, 0, headFrom(known, answer))
    const piece: GatePiece = { passes: answer.passes ?? [], gone: answer.gone ?? [] }
    const isNews = piece.passes.length + piece.gone.length > 0
    const place = (await this.lastPlace(gate, life)) + 1
    const parts = isNews ? [head, await this.seal(gate, life, place, piece)] : [head]
    const work = async () => {
      await store.knownFacts()
      const now = await store.gates.get(gate)
      if ((now?.cursor ?? '') !== before.cursor) return // a tab without locks was faster
      await store.gateParts.bulkPut(parts)
      await this.dropOthers(gate, after)
      await store.gates.put(after)
    }
    await stored(store.transaction('rw', [store.gates, store.gateParts, store.facts], work))
  }

  /** Many small pieces are read slowly: they are written anew as a life of their own. */
  private async gather(gate: string): Promise<void> {
    const { store } = this.vault
    const row = await this.rowOf(gate)
    if (row.coming || (await this.lastPlace(gate, row.life)) < MANY) return
    const life = row.life + 1
    const passes = new Map<string, GatePiece['passes'][number]>()
    for (const part of await this.partsOf(gate, row.life, 1)) {
      const piece = await this.open<GatePiece>(part)
      for (const one of piece.passes) passes.set(one.id, one)
      for (const id of piece.gone) passes.delete(id)
    }
    const all = [...passes.values()]
    const parts = [await this.seal(gate, life, 0, await this.headOf(gate, row.life))]
    for (let from = 0; from < all.length; from += PASSES)
      parts.push(
        await this.seal(gate, life, parts.length, { passes: all.slice(from, from + PASSES), gone: [] }),
      )
    await stored(
      store.transaction('rw', [store.gates, store.gateParts, store.facts], async () => {
        await store.knownFacts()
        if ((await store.gates.get(gate))?.cursor !== row.cursor) return
        await store.gateParts.bulkPut(parts)
        await this.dropOthers(gate, { ...row, life })
        await store.gates.update(gate, { life })
      }),
    )
  }

  /** Pieces of lives that nobody reads or fills any more. */
  private async dropOthers(gate: string, { life, coming }: GateRow): Promise<void> {
    const parts = this.vault.store.gateParts.where('gate').equals(gate)
    await parts.and((part) => part.life !== life && part.life !== coming).delete()
  }

  private async rowOf(gate: string): Promise<GateRow> {
    return (await this.vault.store.gates.get(gate)) ?? { gate, ...NOTHING }
  }

  private partsOf(gate: string, life: number, from: number): Promise<GatePartRow[]> {
    const key = '[gate+life+place]'
    return this.vault.store.gateParts.where(key).between([gate, life, from], [gate, life, Infinity]).toArray()
  }

  private async lastPlace(gate: string, life: number): Promise<number> {
    const range = [
      [gate, life, 0],
      [gate, life, Infinity],
    ] as const
    const keys = await this.vault.store.gateParts
      .where('[gate+life+place]')
      .between(range[0], range[1])
      .primaryKeys()
    return keys[keys.length - 1]?.[2] ?? 0
  }

  private async headOf(gate: string, life: number): Promise<GateHead> {
    const part = await this.vault.store.gateParts.get([gate, life, 0])
    return part ? this.open<GateHead>(part) : {}
  }

  private async seal(gate: string, life: number, place: number, value: unknown): Promise<GatePartRow> {
    const sealed = await this.vault.sealer.seal(partPlace({ gate, life, place }), value)
    return { gate, life, place, sealed }
  }

  private open<T>(part: GatePartRow): Promise<T> {
    return this.vault.sealer.open<T>(partPlace(part), part.sealed)
  }
}

const partPlace = ({ gate, life, place }: Omit<GatePartRow, 'sealed'>) => `gates/${gate}/${life}/${place}`

const MOVES = ['epoch', 'now', 'fresh', 'cursor', 'more', 'passes', 'gone']

/** What is null has not changed. */
function headFrom(known: GateHead, answer: Answer): GateHead {
  const told = Object.entries(answer).filter(([name, value]) => !MOVES.includes(name) && value !== null)
  return { ...known, ...Object.fromEntries(told) }
}
