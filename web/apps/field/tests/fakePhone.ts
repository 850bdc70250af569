/** A phone in memory, as the contract asks it to be: what is given shows at once, and goes when it is answered. */
import {
  OfflineProblem,
  type CommandState,
  type Content,
  type Document,
  type DocumentKind,
  type Draft,
  type Given,
  type GiveOptions,
  type Kept,
  type KeptGrid,
  type Kinds,
  type Phone,
  type Status,
} from '@gridward/offline'
import { FakeGates } from './fakeGates'

const TELLING: CommandState[] = ['needs_you', 'waiting', 'sent', 'confirmed']

export class FakePhone implements Phone {
  readonly account = { id: 'account', name: '罗安佳' }
  readonly device = 'device'
  readonly gates = new FakeGates()
  /** Gives no room: as a phone whose storage is full. */
  full = false
  private connection: Status['connection'] = 'offline'
  private readonly pulled = new Map<string, Kept>()
  private readonly small = new Map<string, string>()
  private readonly blobs = new Map<string, Blob>()
  private readonly listeners = new Set<() => void>()
  private readonly told = new Map<string, Set<string>>()
  private commands: Given[] = []
  private changes = 0

  constructor(private readonly kinds: Kinds) {}

  /** A signal comes or goes. */
  connect(connection: Status['connection']): void {
    this.connection = connection
    this.tell()
  }

  /** A document as the server tells it. */
  pull(kind: DocumentKind, document: Document, grid = 'grid'): this {
    this.pulled.set(document.id, { grid, kind, document, pending: '' })
    for (const { id, state } of this.commands) if (state === 'confirmed') this.toldOf(id).add(document.id)
    this.tell()
    return this
  }

  /** The server's word about a command. */
  answer(id: string, answer: Record<string, unknown>): void {
    this.commands = this.commands.map((one) => (one.id === id ? { ...one, state: 'confirmed', answer } : one))
    this.tell()
  }

  refuse(id: string, code: string): void {
    const refusal = { code, sentence: code, details: {} }
    this.commands = this.commands.map((one) =>
      one.id === id ? { ...one, state: 'needs_you', refusal } : one,
    )
    this.tell()
  }

  status(): Status {
    const waiting = this.commands.filter(({ state }) => state === 'waiting').length
    return {
      connection: this.connection,
      syncing: false,
      waiting,
      needsYou: 0,
      gates: this.gates.counts,
      heardAt: '',
      storage: null,
      ready: true,
    }
  }

  grids(): KeptGrid[] {
    return [{ id: 'grid', code: 'XJ-1', name: '西街第一网格' }]
  }

  keepGrids(): Promise<void> {
    return Promise.resolve()
  }

  all<D extends Document>(kind: DocumentKind): Kept<D>[] {
    return [...this.view().values()].filter((one) => one.kind === kind) as Kept<D>[]
  }

  get<D extends Document>(id: string): Kept<D> | undefined {
    return this.view().get(id) as Kept<D> | undefined
  }

  revision(): number {
    return this.changes
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async give(kind: string, content: Content, { photos = [], at }: GiveOptions = {}): Promise<Given> {
    if (this.full) throw new OfflineProblem('storage_full')
    const id = `command-${this.commands.length + 1}`
    const ids = photos.map((photo, place) => this.keepPhoto(`${id}/photo-${place}`, photo))
    const whole = ids.length ? { ...content, photos: ids } : { ...content }
    const about = this.kinds[kind]?.about(whole) ?? []
    const made: Given = {
      id,
      kind,
      at: at ?? new Date().toISOString(),
      content: whole,
      state: 'waiting',
      about,
      photos: ids,
    }
    this.commands = [...this.commands, made]
    this.tell()
    return made
  }

  outbox(): Given[] {
    return this.commands
  }

  async setAside(id: string): Promise<void> {
    this.commands = this.commands.filter((one) => one.id !== id)
    this.tell()
  }

  async giveAgain(id: string, content: Content): Promise<Given> {
    const { kind = '', at } = this.commands.find((one) => one.id === id) ?? {}
    await this.setAside(id)
    return this.give(kind, content, { at })
  }

  async read<T>(name: string): Promise<T | undefined> {
    const kept = this.small.get(name)
    return kept === undefined ? undefined : (JSON.parse(kept) as T)
  }

  async keep<T>(name: string, value: T | undefined): Promise<void> {
    if (value === undefined) this.small.delete(name)
    else this.small.set(name, JSON.stringify(value))
  }

  async photo(id: string): Promise<Blob | undefined> {
    return this.blobs.get(id)
  }

  async sync(): Promise<Status> {
    return this.status()
  }

  async changePin(): Promise<void> {
    return Promise.resolve()
  }

  lock(): void {
    this.listeners.clear()
  }

  async leave(): Promise<void> {
    return Promise.resolve()
  }

  private keepPhoto(id: string, photo: Blob): string {
    this.blobs.set(id, photo)
    return id
  }

  private tell(): void {
    this.changes += 1
    for (const listener of this.listeners) listener()
  }

  private view(): Map<string, Kept> {
    const shown = new Map([...this.pulled].map(([id, one]): [string, Kept] => [id, { ...one }]))
    const draft = draftOver(shown)
    for (const one of this.commands.filter((command) => this.isAhead(command)))
      this.kinds[one.kind]?.apply(draft, one.content, one.at)
    for (const one of this.commands) for (const id of one.about) mark(shown.get(id), one.state)
    return shown
  }

  private toldOf(command: string): Set<string> {
    const told = this.told.get(command) ?? new Set()
    this.told.set(command, told)
    return told
  }

  /** The documents do not hold it yet: the server has not told of them again since it has confirmed the command. */
  private isAhead({ id, kind, state, content, about, answer = {} }: Given): boolean {
    if (state !== 'confirmed') return state !== 'needs_you'
    if (about.length && about.every((one) => this.toldOf(id).has(one))) return false
    return this.kinds[kind]?.settled(draftOver(new Map(this.pulled)), content, answer) === false
  }
}

export function draftOver(documents: Map<string, Kept>): Draft {
  return {
    get: (id) => documents.get(id),
    edit<D extends Document>(id: string): D | undefined {
      const one = documents.get(id)
      if (!one) return undefined
      const document = JSON.parse(JSON.stringify(one.document)) as D
      documents.set(id, { ...one, document })
      return document
    },
    add: (grid, kind, document) => void documents.set(document.id, { grid, kind, document, pending: '' }),
    remove: (id) => void documents.delete(id),
  }
}

function mark(one: Kept | undefined, state: CommandState): void {
  if (one && (one.pending === '' || TELLING.indexOf(state) < TELLING.indexOf(one.pending)))
    one.pending = state
}
