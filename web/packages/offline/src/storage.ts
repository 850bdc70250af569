/**
 * What lies on the phone. One small database knows the accounts of this browser and how to their keys; each account has
 * a database of its own. What a person wrote or reads is in the `sealed` columns; plain are ids, states and places in
 * the feed, by which rows are found.
 */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type { DocumentKey } from './base'
import type { PinWrap } from './keys'
import { OfflineProblem, type CommandState, type DocumentKind, type KeptGrid } from './contract'
import type { GateNoteKind, GateNoteState } from './gates/contract'
import type { Sealed } from './sealing'
import type { Surroundings } from './surroundings'

/** An account that this browser knows. Without `pin` the PIN is void; `wiped` is a deletion that was cut short. */
export interface AccountRow {
  id: string
  name: string
  /** The id under which the server knows this phone of this account. */
  device: string
  deviceKey: CryptoKey
  pin?: PinWrap
  secret: Sealed
  /** Wrong PINs since the last right one, the one that is being tried included. */
  wrong: number
  wiped?: boolean
}

/** A document of one grid; `pass` counts how often the grid has begun anew, so that what was not told again is found. */
export interface DocumentRow {
  grid: string
  id: string
  kind: DocumentKind
  pass: number
  sealed: Sealed
}

export interface GridRow extends KeptGrid {
  cursor: string
  pass: number
}

/** A command. `end` is its answer or refusal; `settled` once the documents hold it; `endedAt` by the phone's clock. */
export interface OutboxRow {
  order: number
  id: string
  state: CommandState
  settled: boolean
  endedAt: number
  sealed: Sealed
  end?: Sealed
}

/** `up` once the server has it; it is kept as long as its command, which a lost backup may want again. */
export interface PhotoRow {
  id: string
  command: string
  type: string
  up: boolean
  sealed: Sealed
}

export interface NoteRow {
  name: string
  sealed: Sealed
}

/**
 * The copy of a gate: `life` counts how often it has begun anew and is that which is read, `coming` that which is being
 * filled, 0 where none is. `heard` is when the server told of it last, `ahead` how far its clock was ahead of the phone's.
 */
export interface GateRow {
  gate: string
  epoch: number
  cursor: string
  life: number
  coming: number
  heard: number
  ahead: number
}

/** A piece of a copy: its head at place 0, then what came, in the order in which it came. */
export interface GatePartRow {
  gate: string
  life: number
  place: number
  sealed: Sealed
}

/**
 * Something that was written at a gate; `changes` counts how often it was written over before it was sent.
 */
export interface GateNoteRow {
  order: number
  id: string
  kind: GateNoteKind
  state: GateNoteState
  endedAt: number
  changes: number
  sealed: Sealed
  end?: Sealed
}

export type GatePartKey = [gate: string, life: number, place: number]

/** The one row of what the phone knows of its server: times by the phone's clock, `latest` the largest it ever saw. */
export interface FactsRow {
  name: 'phone'
  epoch: number
  heard: number
  latest: number
  ready: boolean
  /** How often documents or commands have changed. */
  changes: number
}

const UNFINISHED = ['waiting', 'sent']

type Shape = Record<string, string>

/** Databases of phones outlive the app: a change is a further version here, never an edit of one. */
const DEVICE_VERSIONS: Shape[] = [{ accounts: 'id' }]
export const ACCOUNT_VERSIONS: Shape[] = [
  {
    documents: '[grid+id],[grid+pass]',
    grids: 'id',
    outbox: '++order,&id,state',
    photos: 'id,command',
    notes: 'name',
    facts: 'name',
  },
  { gates: 'gate', gateParts: '[gate+life+place],gate', gateNotes: '++order,&id,state,[kind+state+order]' },
]

class Store extends Dexie {
  constructor(name: string, { indexedDB, IDBKeyRange }: Surroundings, versions: Shape[]) {
    super(name, { indexedDB, IDBKeyRange })
    versions.forEach((shape, index) => this.version(index + 1).stores(shape))
  }
}

export class DeviceStore extends Store {
  declare accounts: EntityTable<AccountRow, 'id'>

  constructor(surroundings: Surroundings) {
    super('gridward-phones', surroundings, DEVICE_VERSIONS)
  }
}

export class AccountStore extends Store {
  declare documents: Table<DocumentRow, DocumentKey>
  declare grids: EntityTable<GridRow, 'id'>
  declare outbox: EntityTable<OutboxRow, 'order'>
  declare photos: EntityTable<PhotoRow, 'id'>
  declare notes: EntityTable<NoteRow, 'name'>
  declare facts: EntityTable<FactsRow, 'name'>
  declare gates: EntityTable<GateRow, 'gate'>
  declare gateParts: Table<GatePartRow, GatePartKey>
  declare gateNotes: EntityTable<GateNoteRow, 'order'>

  constructor(device: string, surroundings: Surroundings, versions = ACCOUNT_VERSIONS) {
    super(`gridward-phone-${device}`, surroundings, versions)
  }

  /** Throws when the phone was wiped by another tab. */
  async knownFacts(): Promise<FactsRow> {
    const facts = await this.facts.get('phone')
    if (!facts) throw new OfflineProblem('wiped')
    return facts
  }

  /** A transaction that counts as a change; throws when the phone was wiped by another tab. */
  change<T>(tables: Table[], work: () => Promise<T>): Promise<{ result: T; changes: number }> {
    return this.transaction('rw', [...tables, this.facts], async () => {
      const changes = (await this.knownFacts()).changes + 1
      await this.facts.update('phone', { changes })
      return { result: await work(), changes }
    })
  }

  /** Commands and what was written at gates. */
  async waiting(): Promise<number> {
    const here = await this.outbox.where('state').anyOf(UNFINISHED).count()
    return here + (await this.gateNotes.where('state').anyOf(UNFINISHED).count())
  }

  async needsYou(): Promise<number> {
    const here = await this.outbox.where('state').equals('needs_you').count()
    return here + (await this.gateNotes.where('state').equals('refused').count())
  }

  /** What `forgetDocuments` writes to. */
  get copies(): Table[] {
    return [this.documents, this.grids, this.gates, this.gateParts]
  }

  /** Documents of a grid go, all or those that were not told since a pass began; answers which. */
  async forget(grid: string, pass = Infinity): Promise<DocumentKey[]> {
    const stale = this.documents.where('[grid+pass]').between([grid, -Infinity], [grid, pass])
    const keys = await stale.primaryKeys()
    await this.documents.bulkDelete(keys)
    return keys
  }

  /** Copies of documents and gates go, and the places in the feed with them; what was typed stays. */
  async forgetDocuments(): Promise<void> {
    await Promise.all([
      this.documents.clear(),
      this.gates.clear(),
      this.gateParts.clear(),
      this.grids.toCollection().modify({ cursor: '' }),
      this.facts.update('phone', { ready: false }),
    ])
  }
}

/** Runs a write; a full storage, however deep the browser has wrapped it, is told as such. */
export async function stored<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    throw isFull(error) ? new OfflineProblem('storage_full') : error
  }
}

function isFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, inner, failures } = error as { name?: string; inner?: unknown; failures?: unknown[] }
  return name === 'QuotaExceededError' || isFull(inner) || (failures ?? []).some(isFull)
}
