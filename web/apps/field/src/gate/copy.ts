/** The copy of a gate in the memory of an open phone: what answers in milliseconds who stands here. */
import type { GatePiece, GatePlace, Gates } from '@gridward/offline'
import {
  bytesOf,
  importKeys,
  instantFrom,
  passState,
  readToken,
  rulesFrom,
  WatchList,
  type GateRules,
  type KnownPass,
  type PassState,
  type PassToken,
  type Standing,
  type Subject,
  type TokenKeys,
} from '@gridward/rules'
import { GatePasses, type FoundPass } from './passes'
import { readingOf, type Reading } from './reading'
import type { GateSaid, HeadSaid, PassSaid } from './shapes'

/** Who stands at the gate, as far as what was read tells. Entries are keyed hashes. */
export interface Known {
  subject: Subject
  passId: string | null
  passState: PassState | null
  person: string | null
  plate: string | null
  standing: Standing
  /** For the keeper to compare: the masked name of the pass, or the plate. */
  label: string
  grid: string
  serial: string
  once: boolean
}

/** A code that is none of ours, or of which a part is missing: no passage, it is to be read again or otherwise. */
export type Unread = 'not_ours' | 'cut' | 'serial_unknown'

interface Span {
  begins: number
  ends: number
  rules: GateRules
}

export const NOBODY: Known = {
  subject: 'unknown',
  passId: null,
  passState: null,
  person: null,
  plate: null,
  standing: 'free',
  label: '',
  grid: '',
  serial: '',
  once: false,
}
const NO_RULES = rulesFrom({})
const NO_KEY = new Uint8Array(32)

export class GateCopy {
  private constructor(
    readonly id: string,
    readonly place: GatePlace,
    /** When the server told of it last, and how far its clock was ahead then; by the phone's clock, in milliseconds. */
    readonly heard: number,
    readonly ahead: number,
    readonly gate: GateSaid,
    private readonly spans: readonly Span[],
    private readonly keys: TokenKeys,
    readonly passes: GatePasses,
    private readonly watched: WatchList,
    private readonly staysHome: WatchList,
    /** Passes of which the server told something that this app cannot read. */
    readonly unread: number,
  ) {}

  /** What is stored of a gate, with what came since an earlier copy of it; null where there is none. */
  static async read(gates: Gates, id: string, before: GateCopy | null): Promise<GateCopy | null> {
    const filled = new Filling(before?.id === id ? before : null)
    const told = await gates.read(id, filled.before?.place ?? null, (piece, anew) => filled.take(piece, anew))
    if (!told) return null
    const head = told.head as unknown as HeadSaid
    const { passes, unread } = filled.end(told.anew)
    return new GateCopy(
      id,
      { life: told.life, place: told.place },
      told.heard,
      told.ahead,
      head.gate,
      head.rules.map(spanFrom),
      await importKeys(head.keys),
      passes,
      await listOf(head.entry_key, head.watched),
      await listOf(head.entry_key, head.stays_home),
      unread,
    )
  }

  get size(): number {
    return this.passes.size
  }

  /** The moment by the server's clock, as far as is known. */
  now(): number {
    return Date.now() + this.ahead
  }

  /** Those that have begun last and are not over; the first of all where the phone's clock was set back behind them. */
  rulesAt(now: number): GateRules {
    const begun = this.spans.filter(({ begins, ends }) => begins <= now && now < ends)
    const latest = begun.reduce<Span | undefined>(
      (best, one) => (best && best.begins > one.begins ? best : one),
      undefined,
    )
    return (latest ?? this.spans[0])?.rules ?? NO_RULES
  }

  /** `usedHere`: passes for one time that this phone has let pass, of which the server has not told yet. */
  async knows(reading: Reading, usedHere: (id: string) => boolean): Promise<Known | Unread> {
    switch (reading.kind) {
      case 'token':
        return this.ofToken(reading.text, usedHere)
      case 'serial':
        return this.ofSerial(reading.text, usedHere)
      case 'plate':
        return this.ofPlate(reading, usedHere)
      case 'unreadable':
        return 'not_ours'
      default:
        return this.ofPerson(reading.kind, reading.text, usedHere)
    }
  }

  /** Somebody without anything to read; by the number that they say, of a telephone or a document. */
  async visitor(subject: Subject, number: string): Promise<Known> {
    const said = readingOf(number)
    const isNumber = said.kind === 'identity' || said.kind === 'phone'
    const person = isNumber ? await this.watched.entryOf(said.kind, said.text) : null
    return { ...NOBODY, subject, person, standing: this.standingOf(person ? [person] : []) }
  }

  private async ofToken(text: string, usedHere: (id: string) => boolean): Promise<Known | Unread> {
    const { value: token, wrong } = await readToken(text, this.keys)
    if (wrong === 'not_ours' || wrong === 'cut') return wrong
    if (wrong) return { ...NOBODY, passState: 'forged' }
    const found = this.passes.withId(token.id)
    return found ? this.withPass(found, token, usedHere) : this.ofCodeAlone(token, usedHere)
  }

  /** Made a minute ago, or since the phone was last told. */
  private ofCodeAlone(token: PassToken, usedHere: (id: string) => boolean): Known {
    const known: KnownPass = { ...token, revoked: false, gates: [], used: usedHere(token.id) }
    return {
      ...NOBODY,
      subject: token.kind,
      passId: token.id,
      passState: passState(token, known.used ? known : null, this.id, this.now()),
    }
  }

  private ofSerial(serial: string, usedHere: (id: string) => boolean): Known | Unread {
    const found = this.passes.withSerial(serial)
    return found ? this.withPass(found, null, usedHere) : 'serial_unknown'
  }

  private async ofPlate({ text, shown }: { text: string; shown: string }, usedHere: (id: string) => boolean) {
    const plate = await this.watched.entryOf('plate', text)
    const standing = this.standingOf(plate ? [plate] : [])
    const bare: Known = { ...NOBODY, subject: 'vehicle', plate, standing, label: shown }
    const found = plate ? this.best(this.passes.withEntry('plate', plate)) : undefined
    return found ? { ...this.withPass(found, null, usedHere), label: shown } : bare
  }

  private async ofPerson(
    kind: 'identity' | 'phone',
    text: string,
    usedHere: (id: string) => boolean,
  ): Promise<Known> {
    const person = await this.watched.entryOf(kind, text)
    const found = person ? this.best(this.passes.withEntry('person', person)) : undefined
    if (found) return { ...this.withPass(found, null, usedHere), person }
    return { ...NOBODY, person, standing: this.standingOf(person ? [person] : []) }
  }

  private withPass(found: FoundPass, token: PassToken | null, usedHere: (id: string) => boolean): Known {
    const { known, entries, plate, label, grid, serial, once } = found
    const used = known.used || (once && usedHere(known.id))
    return {
      subject: known.kind,
      passId: known.id,
      passState: passState(token, { ...known, used }, this.id, this.now()),
      person: entries[0] ?? null,
      plate,
      standing: this.standingOf(plate ? [...entries, plate] : entries),
      label,
      grid,
      serial,
      once,
    }
  }

  /** Of several passes of one holder the one that holds. */
  private best(found: readonly FoundPass[]): FoundPass | undefined {
    const holds = ({ known }: FoundPass) => passState(null, known, this.id, this.now()) === 'valid'
    return found.find(holds) ?? found[found.length - 1]
  }

  private standingOf(entries: readonly string[]): Standing {
    if (entries.some((one) => this.watched.hasEntry(one))) return 'watched'
    return entries.some((one) => this.staysHome.hasEntry(one)) ? 'stays_home' : 'free'
  }
}

/** Passes while pieces of a copy come: those that were known, or new ones where all comes anew. */
class Filling {
  private passes: GatePasses
  private unread: number
  private isBegun = false

  constructor(readonly before: GateCopy | null) {
    this.passes = before?.passes ?? new GatePasses()
    this.unread = before?.unread ?? 0
  }

  take({ passes, gone }: GatePiece, anew: boolean): void {
    if (anew) this.begin()
    this.unread += passes.filter((one) => !taken(this.passes, one as unknown as PassSaid)).length
    for (const id of gone) this.passes.remove(id)
  }

  /** A life without any piece is one without passes. */
  end(anew: boolean): { passes: GatePasses; unread: number } {
    if (anew) this.begin()
    return { passes: this.passes, unread: this.unread }
  }

  private begin(): void {
    if (this.isBegun) return
    this.isBegun = true
    this.passes = new GatePasses()
    this.unread = 0
  }
}

/** One row that cannot be read takes the others with it nowhere. */
function taken(passes: GatePasses, pass: PassSaid): boolean {
  try {
    passes.put(pass)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function spanFrom({ begins, ends, rules }: HeadSaid['rules'][number]): Span {
  return {
    begins: instantFrom(begins),
    ends: ends === null ? Infinity : instantFrom(ends),
    rules: rulesFrom(rules),
  }
}

async function listOf(key: string, entries: readonly string[] | null | undefined): Promise<WatchList> {
  const list = await WatchList.of(key ? bytesOf(key) : NO_KEY)
  list.replaceAll(entries ?? [])
  return list
}
