/** The passes that a gate knows, found by id, serial, holder and plate; some hundreds of bytes a pass. */
import { knownFrom, PassBook, type KnownPass, type Plain } from '@gridward/rules'
import { KeyTable, keyOfHex, keyOfText } from './keyTable'
import type { PassSaid } from './shapes'

export interface FoundPass {
  known: KnownPass
  serial: string
  label: string
  grid: string
  once: boolean
  /** Entries of the holder's number and telephones. */
  entries: string[]
  plate: string | null
}

/** What is told of a pass beside what judges it. */
interface Detail {
  id: string
  serial: string
  label: string
  grid: string
  once: boolean
  /** One behind the other: a string of its own for each takes more room. */
  entries: string
  plate: string | null
}

const ENTRY = 32

export class GatePasses {
  private readonly book = PassBook.of()
  private readonly details: (Detail | undefined)[] = []
  private readonly free: number[] = []
  private readonly byId = new KeyTable()
  private readonly bySerial = new KeyTable()
  private readonly byEntry = new KeyTable()
  private readonly byPlate = new KeyTable()
  /** A grid's name stands once, however many passes are of it. */
  private readonly grids = new Map<string, string>()

  get size(): number {
    return this.book.size
  }

  /** Throws a RangeError for what cannot be read. */
  put(pass: PassSaid): void {
    this.book.put(knownFrom(pass as unknown as Plain))
    const row = this.byId.find(keyOfHex(pass.id))[0]
    if (row !== undefined) this.unlink(row)
    const { id, serial, label, once, plate } = pass
    const entries = pass.entries.join('')
    this.link(row ?? this.room(id), { id, serial, label, once, plate, entries, grid: this.named(pass.grid) })
  }

  remove(id: string): void {
    const row = this.byId.find(keyOfHex(id))[0]
    if (row === undefined) return
    this.unlink(row)
    this.byId.remove(keyOfHex(id), row)
    this.book.remove(id)
    this.free.push(row)
  }

  withId(id: string): FoundPass | undefined {
    return this.found(this.byId.find(keyOfHex(id)))[0]
  }

  withSerial(serial: string): FoundPass | undefined {
    return this.found(this.bySerial.find(keyOfText(serial)))[0]
  }

  /** Those of a holder, or for a plate. */
  withEntry(kind: 'person' | 'plate', entry: string): FoundPass[] {
    return this.found((kind === 'plate' ? this.byPlate : this.byEntry).find(keyOfHex(entry)))
  }

  private found(rows: readonly number[]): FoundPass[] {
    return rows.flatMap((row) => {
      const detail = this.details[row]
      const known = detail && this.book.get(detail.id)
      if (!detail || !known) return []
      const { serial, label, grid, once, plate } = detail
      return [{ known, serial, label, grid, once, plate, entries: entriesOf(detail) }]
    })
  }

  private room(id: string): number {
    const row = this.free.pop() ?? this.details.length
    this.byId.add(keyOfHex(id), row)
    return row
  }

  private link(row: number, detail: Detail): void {
    this.details[row] = detail
    this.bySerial.add(keyOfText(detail.serial), row)
    for (const entry of entriesOf(detail)) this.byEntry.add(keyOfHex(entry), row)
    if (detail.plate) this.byPlate.add(keyOfHex(detail.plate), row)
  }

  private unlink(row: number): void {
    const detail = this.details[row]
    if (!detail) return
    this.details[row] = undefined
    this.bySerial.remove(keyOfText(detail.serial), row)
    for (const entry of entriesOf(detail)) this.byEntry.remove(keyOfHex(entry), row)
    if (detail.plate) this.byPlate.remove(keyOfHex(detail.plate), row)
  }

  private named(grid: string): string {
    const known = this.grids.get(grid) ?? grid
    this.grids.set(grid, known)
    return known
  }
}

function entriesOf({ entries }: Detail): string[] {
  return entries.match(new RegExp(`.{${ENTRY}}`, 'g')) ?? []
}
