/**
 * Whom a gate watches for, without a name or a number: the first 16 bytes of an HMAC-SHA-256, under the list's own key, of
 * `<kind>:<normal form>` in UTF-8 (`normal`). A phone gets these entries ready-made and never the values.
 *
 * Entries lie sorted in one array; before it stands a bit for each possible beginning of two bytes, which with five
 * thousand entries answers nine of ten who are not watched.
 */
import { bytesOf, hexOf, type Bytes } from './bytes'
import { normal, type WatchKind } from './normal'

const LENGTH = 16
const BEGINNINGS = 2 ** 16
const HMAC = { name: 'HMAC', hash: 'SHA-256' }

export class WatchList {
  private entries: Bytes = new Uint8Array(0)
  private readonly beginnings = new Uint8Array(BEGINNINGS / 8)

  private constructor(
    private readonly key: CryptoKey,
    private readonly crypto: Crypto,
  ) {}

  /** An empty list under a key of 32 bytes, which the caller forgets. Throws a RangeError for a shorter key. */
  static async of(key: Bytes, crypto: Crypto = globalThis.crypto): Promise<WatchList> {
    if (key.length < 32) throw new RangeError('the key of a watch list has 32 bytes')
    return new WatchList(await crypto.subtle.importKey('raw', key, HMAC, false, ['sign']), crypto)
  }

  get size(): number {
    return this.entries.length / LENGTH
  }

  /** Whether this is watched for, however it was typed. What cannot be read as its kind never is. */
  async has(kind: WatchKind, value: string): Promise<boolean> {
    const entry = await this.signed(kind, value)
    return entry !== null && this.holds(entry)
  }

  /** The entry of this under the list's key, in hexadecimal; null for what cannot be read as its kind. */
  async entryOf(kind: WatchKind, value: string): Promise<string | null> {
    const entry = await this.signed(kind, value)
    return entry && hexOf(entry)
  }

  /** Whether there is this entry; throws a RangeError for what is no entry. */
  hasEntry(entry: string): boolean {
    return this.holds(entryOf(entry))
  }

  /** From now on these entries and no others. All are looked at before the first is taken; throws a RangeError. */
  replaceAll(entries: readonly string[]): void {
    const sorted = [...new Set(entries.map((one) => hexOf(entryOf(one))))].sort()
    this.entries = bytesOf(sorted.join(''))
    this.beginnings.fill(0)
    for (let place = 0; place < this.size; place++) this.mark(this.entryAt(place), true)
  }

  /** Throws a RangeError for what is no entry. */
  put(entry: string): void {
    const bytes = entryOf(entry)
    if (this.holds(bytes)) return
    const start = this.placeOf(bytes) * LENGTH
    const entries = new Uint8Array(this.entries.length + LENGTH)
    entries.set(this.entries.subarray(0, start))
    entries.set(bytes, start)
    entries.set(this.entries.subarray(start), start + LENGTH)
    this.entries = entries
    this.mark(bytes, true)
  }

  /** Whether there was one; throws a RangeError for what is no entry. */
  remove(entry: string): boolean {
    const bytes = entryOf(entry)
    if (!this.holds(bytes)) return false
    const place = this.placeOf(bytes)
    const entries = this.entries.slice(0, -LENGTH)
    entries.set(this.entries.subarray((place + 1) * LENGTH), place * LENGTH)
    this.entries = entries
    this.mark(bytes, this.beginsAlike(place - 1, bytes) || this.beginsAlike(place, bytes))
    return true
  }

  private async signed(kind: WatchKind, value: string): Promise<Bytes | null> {
    const plain = normal(kind, value)
    if (plain === null) return null
    const message = new TextEncoder().encode(`${kind}:${plain}`)
    return new Uint8Array(await this.crypto.subtle.sign(HMAC, this.key, message), 0, LENGTH)
  }

  private holds(entry: Bytes): boolean {
    const beginning = beginningOf(entry)
    if (!((this.beginnings[beginning >> 3] ?? 0) & (1 << (beginning & 7)))) return false
    const place = this.placeOf(entry)
    return place < this.size && compare(this.entryAt(place), entry) === 0
  }

  /** How many entries stand before this one. */
  private placeOf(entry: Bytes): number {
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(this.entryAt(middle), entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  private entryAt(place: number): Bytes {
    return this.entries.subarray(place * LENGTH, (place + 1) * LENGTH)
  }

  private beginsAlike(place: number, entry: Bytes): boolean {
    return place >= 0 && place < this.size && beginningOf(this.entryAt(place)) === beginningOf(entry)
  }

  private mark(entry: Bytes, isThere: boolean): void {
    const beginning = beginningOf(entry)
    const [place, bit] = [beginning >> 3, 1 << (beginning & 7)]
    const byte = this.beginnings[place] ?? 0
    this.beginnings[place] = isThere ? byte | bit : byte & ~bit
  }
}

function entryOf(hex: string): Bytes {
  const bytes = bytesOf(hex)
  if (bytes.length !== LENGTH) throw new RangeError('an entry of a watch list has 16 bytes')
  return bytes
}

function beginningOf(entry: Bytes): number {
  return ((entry[0] ?? 0) << 8) | (entry[1] ?? 0)
}

function compare(one: Bytes, other: Bytes): number {
  const place = one.findIndex((byte, at) => byte !== other[at])
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0)
}
