/**
 * The passes that a gate knows, in columns of numbers: about forty bytes a pass. A row is found by its id through a table
 * of slots (open addressing, at most half full); rows lie without gaps, so the last one takes the place of one that goes.
 */
import { uuidOf } from './bytes'
import { PASS_KINDS, type KnownPass, type PassKind } from './terms'

const WORDS = 4
const FEWEST = 64
const [REVOKED, USED] = [1, 2]

type Id = readonly [number, number, number, number]

interface Columns {
  ids: Uint32Array
  kinds: Uint8Array
  issues: Uint32Array
  begins: Float64Array
  ends: Float64Array
  flags: Uint8Array
  /** Places in `gateSets`. */
  gates: Uint32Array
}

export class PassBook {
  private count = 0
  private columns: Columns
  /** Row plus one; nought is free. */
  private slots: Int32Array
  /** Most passes are for the same few sets of gates. */
  private readonly gateSets: (readonly string[])[] = []
  private readonly placeOfGates = new Map<string, number>()

  private constructor(room: number) {
    this.columns = emptyColumns(room)
    this.slots = new Int32Array(room * 2)
  }

  /** Of several with one id the last counts. */
  static of(passes: readonly KnownPass[] = []): PassBook {
    const book = new PassBook(Math.max(FEWEST, 2 ** Math.ceil(Math.log2(passes.length + 1))))
    for (const one of passes) book.put(one)
    return book
  }

  get size(): number {
    return this.count
  }

  /** The pass with this id (a UUID, as text or as 16 bytes), or null. */
  get(id: string | Uint8Array): KnownPass | null {
    const row = this.rowAt(this.slotOf(wordsOf(id)))
    return row < 0 ? null : this.read(row)
  }

  /** Adds a pass, or takes the place of the one with its id. */
  put(pass: KnownPass): void {
    const id = wordsOf(pass.id)
    let slot = this.slotOf(id)
    let row = this.rowAt(slot)
    if (row < 0) {
      if (this.count === this.columns.kinds.length) {
        this.grow()
        slot = this.slotOf(id)
      }
      row = this.count++
      this.slots[slot] = row + 1
    }
    this.write(row, id, pass)
  }

  /** Whether there was one. */
  remove(id: string | Uint8Array): boolean {
    const slot = this.slotOf(wordsOf(id))
    const row = this.rowAt(slot)
    if (row < 0) return false
    this.vacate(slot)
    const last = --this.count
    if (row === last) return true
    this.slots[this.slotOf(this.idOf(last))] = row + 1
    this.move(last, row)
    return true
  }

  private read(row: number): KnownPass {
    const { kinds, issues, begins, ends, flags, gates } = this.columns
    const flag = flags[row] ?? 0
    return {
      id: uuidOf(this.idOf(row).map(hexOfWord).join('')),
      kind: PASS_KINDS[kinds[row] ?? 0] as PassKind,
      issue: issues[row] ?? 0,
      begins: begins[row] ?? 0,
      ends: ends[row] ?? 0,
      revoked: (flag & REVOKED) !== 0,
      gates: this.gateSets[gates[row] ?? 0] ?? [],
      used: (flag & USED) !== 0,
    }
  }

  private write(row: number, id: Id, pass: KnownPass): void {
    const { ids, kinds, issues, begins, ends, flags, gates } = this.columns
    ids.set(id, row * WORDS)
    kinds[row] = PASS_KINDS.indexOf(pass.kind)
    issues[row] = pass.issue
    begins[row] = pass.begins
    ends[row] = pass.ends
    flags[row] = (pass.revoked ? REVOKED : 0) | (pass.used ? USED : 0)
    gates[row] = this.gateSet(pass.gates)
  }

  private gateSet(gates: readonly string[]): number {
    const sorted = [...gates].sort()
    const name = sorted.join()
    const known = this.placeOfGates.get(name)
    if (known !== undefined) return known
    this.placeOfGates.set(name, this.gateSets.length)
    return this.gateSets.push(sorted) - 1
  }

  private move(from: number, to: number): void {
    const { ids, ...others } = this.columns
    ids.copyWithin(to * WORDS, from * WORDS, (from + 1) * WORDS)
    for (const column of Object.values(others)) column.copyWithin(to, from, from + 1)
  }

  private grow(): void {
    const before = this.columns
    this.columns = emptyColumns(before.kinds.length * 2)
    for (const name of Object.keys(before) as (keyof Columns)[]) this.columns[name].set(before[name])
    this.slots = new Int32Array(this.slots.length * 2)
    for (let row = 0; row < this.count; row++) this.slots[this.slotOf(this.idOf(row))] = row + 1
  }

  private idOf(row: number): Id {
    const { ids } = this.columns
    const start = row * WORDS
    return [ids[start] ?? 0, ids[start + 1] ?? 0, ids[start + 2] ?? 0, ids[start + 3] ?? 0]
  }

  /** The row that a slot holds, or -1. */
  private rowAt(slot: number): number {
    return (this.slots[slot] ?? 0) - 1
  }

  /** The slot that holds the id, or the free one where it belongs. */
  private slotOf(id: Id): number {
    let slot = this.home(id)
    for (let row = this.rowAt(slot); row >= 0 && !this.isOf(row, id); row = this.rowAt(slot)) {
      slot = this.behind(slot)
    }
    return slot
  }

  private isOf(row: number, id: Id): boolean {
    return id.every((word, place) => this.columns.ids[row * WORDS + place] === word)
  }

  private home(id: Id): number {
    const mixed = id.reduce((sum, word) => Math.imul(sum ^ word, 0x9e3779b1) ^ (sum >>> 15), 0)
    return (mixed ^ (mixed >>> 16)) & (this.slots.length - 1)
  }

  private behind(slot: number): number {
    return (slot + 1) & (this.slots.length - 1)
  }

  /** Frees a slot; those behind it that are away from home move up, so that none is cut off. */
  private vacate(slot: number): void {
    const mask = this.slots.length - 1
    let hole = slot
    for (let next = this.behind(hole); this.rowAt(next) >= 0; next = this.behind(next)) {
      const away = (next - this.home(this.idOf(this.rowAt(next)))) & mask
      if (away < ((next - hole) & mask)) continue
      this.slots[hole] = this.slots[next] ?? 0
      hole = next
    }
    this.slots[hole] = 0
  }
}

function emptyColumns(room: number): Columns {
  return {
    ids: new Uint32Array(room * WORDS),
    kinds: new Uint8Array(room),
    issues: new Uint32Array(room),
    begins: new Float64Array(room),
    ends: new Float64Array(room),
    flags: new Uint8Array(room),
    gates: new Uint32Array(room),
  }
}

function wordsOf(id: string | Uint8Array): Id {
  const hex = uuidOf(id).replace(/-/g, '')
  return [wordAt(hex, 0), wordAt(hex, 8), wordAt(hex, 16), wordAt(hex, 24)]
}

function wordAt(hex: string, start: number): number {
  return parseInt(hex.slice(start, start + 8), 16)
}

function hexOfWord(word: number): string {
  return word.toString(16).padStart(8, '0')
}
