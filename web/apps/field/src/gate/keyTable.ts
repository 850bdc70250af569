/**
 * Rows of a table found by keys of sixteen bytes, in columns of numbers (open addressing, at most half full): twenty bytes a
 * slot. Several rows may have one key.
 */

const WORDS = 4
const FEWEST = 64
const [FREE, GONE] = [0, -1]

/** Four words of 32 bits. */
export type Key = readonly [number, number, number, number]

/** Out of 32 hexadecimal digits, with hyphens or without. */
export function keyOfHex(hex: string): Key {
  const plain = hex.replace(/-/g, '')
  return [wordAt(plain, 0), wordAt(plain, 8), wordAt(plain, 16), wordAt(plain, 24)]
}

/** Out of at most sixteen letters and digits. */
export function keyOfText(text: string): Key {
  const bytes = [...text].map((letter) => letter.charCodeAt(0) & 0xff)
  const word = (start: number) =>
    [0, 1, 2, 3].reduce((sum, place) => ((sum << 8) | (bytes[start + place] ?? 0)) >>> 0, 0)
  return [word(0), word(4), word(8), word(12)]
}

export class KeyTable {
  private keys = new Uint32Array(FEWEST * WORDS)
  /** Row plus one. */
  private rows = new Int32Array(FEWEST)
  /** Slots that are not free. */
  private taken = 0
  private held = 0

  add(key: Key, row: number): void {
    if ((this.taken + 1) * 2 > this.rows.length) this.renew()
    let slot = this.home(key)
    while (this.rows[slot] !== FREE) slot = this.behind(slot)
    this.keys.set(key, slot * WORDS)
    this.rows[slot] = row + 1
    this.taken++
    this.held++
  }

  remove(key: Key, row: number): void {
    for (let slot = this.home(key); this.rows[slot] !== FREE; slot = this.behind(slot)) {
      if (this.rows[slot] !== row + 1 || !this.isAt(slot, key)) continue
      this.rows[slot] = GONE
      this.held--
      return
    }
  }

  /** All rows with this key. */
  find(key: Key): number[] {
    const found: number[] = []
    for (let slot = this.home(key); this.rows[slot] !== FREE; slot = this.behind(slot)) {
      const row = this.rows[slot] ?? 0
      if (row > 0 && this.isAt(slot, key)) found.push(row - 1)
    }
    return found
  }

  /** Larger where it is full, of the same size where most slots only were once taken. */
  private renew(): void {
    const { keys, rows } = this
    const room = this.held * 4 > rows.length ? rows.length * 2 : rows.length
    this.keys = new Uint32Array(room * WORDS)
    this.rows = new Int32Array(room)
    this.taken = this.held = 0
    rows.forEach((row, slot) => {
      if (row > 0) this.add(keyAt(keys, slot), row - 1)
    })
  }

  private isAt(slot: number, key: Key): boolean {
    return key.every((word, place) => this.keys[slot * WORDS + place] === word)
  }

  private home(key: Key): number {
    const mixed = key.reduce((sum, word) => Math.imul(sum ^ word, 0x9e3779b1) ^ (sum >>> 15), 0)
    return (mixed ^ (mixed >>> 16)) & (this.rows.length - 1)
  }

  private behind(slot: number): number {
    return (slot + 1) & (this.rows.length - 1)
  }
}

function keyAt(keys: Uint32Array, slot: number): Key {
  const start = slot * WORDS
  return [keys[start] ?? 0, keys[start + 1] ?? 0, keys[start + 2] ?? 0, keys[start + 3] ?? 0]
}

function wordAt(hex: string, start: number): number {
  return parseInt(hex.slice(start, start + 8), 16) >>> 0
}
