/** What the offline package gives to an app: an unlocked phone, its documents, its outbox. */
import type { Connection } from './connection'
import type { Gates } from './gates/contract'

/** A document as the server tells it in a pull; its lists are named in `Lists`. */
export interface Document {
  id: string
  /** When the phone forgets it by itself, though the server tells nothing more of it. */
  kept_until?: string | null
  [field: string]: unknown
}

/** Lists of a grid in a pull's answer, and the kind of the documents in each. */
export const LISTS = {
  households: 'household',
  organisations: 'organisation',
  buildings: 'building',
  rounds: 'round',
  targets: 'target',
  points: 'point',
  orders: 'order',
  order_kinds: 'order_kinds',
  measures: 'measure',
} as const
export type ListName = keyof typeof LISTS
export type DocumentKind = (typeof LISTS)[ListName]

/** A document with what the phone itself knows of it: its grid, and whether something of it still waits here. */
export interface Kept<D extends Document = Document> {
  grid: string
  kind: DocumentKind
  document: D
  /** The most telling state of the phone's own commands about it; '' where there are none. */
  pending: '' | CommandState
}

/**
 * Where a command is: `waiting` on this phone alone; `sent`, and no answer heard yet; `confirmed` by the server;
 * `needs_you`: refused, its owner decides.
 */
export type CommandState = 'waiting' | 'sent' | 'confirmed' | 'needs_you'

export type Content = { id: string } & Record<string, unknown>

/** What somebody did on this phone, with its own id; `at` is the phone's clock (ISO 8601 with offset). */
export interface Given {
  id: string
  kind: string
  at: string
  content: Content
  state: CommandState
  /** Document ids that it is about, for showing it beside them. */
  about: string[]
  /** Of a refusal: code, sentence in the reader's language, details (fields with both values, for one). */
  refusal?: { code: string; sentence: string; details: Record<string, unknown> }
  answer?: Record<string, unknown>
  /** Ids of photographs that go up before it. */
  photos: string[]
}

/** How a kind of command shows before the server has heard of it, and when the server's word has taken its place. */
export interface KindOfCommand {
  /** So many of this kind, one behind the other, the server takes at once; where it is left out, as many as of any. */
  together?: number
  /** What the server keeps its photographs for; of a visit where it is left out. */
  photosOf?: string
  /** Document ids that the command is about. */
  about(content: Content): string[]
  /** Change a draft of the view; called in order on top of the documents as last pulled. */
  apply(view: Draft, content: Content, at: string): void
  /** Whether the documents already hold what was confirmed with this answer; then the command is applied no more. */
  settled(view: Draft, content: Content, answer: Record<string, unknown>): boolean
}
export type Kinds = Readonly<Record<string, KindOfCommand>>

/** Documents that may be changed in place: `edit` gives a copy of one's own. */
export interface Draft {
  get(id: string): Kept | undefined
  edit<D extends Document>(id: string): D | undefined
  add(grid: string, kind: DocumentKind, document: Document): void
  remove(id: string): void
}

export interface Status {
  connection: Connection
  syncing: boolean
  /** What the server has not confirmed, waiting or sent: commands, and what was written at gates. */
  waiting: number
  needsYou: number
  /** How much of both was written at gates. */
  gates: { waiting: number; needsYou: number }
  /** Time of the last answer of the server by the phone's clock, '' before the first. */
  heardAt: string
  /** Share of the storage that is used, 0 to 1; null where the browser does not tell. */
  storage: number | null
  /** The first pull has come to its end: the phone can work without a signal. */
  ready: boolean
  /** Set once the phone is open no more: locked, wiped by the server's word, or left. */
  ended?: Ending
}

export type Ending = 'locked' | 'wiped' | 'left'

export interface KeptGrid {
  id: string
  code: string
  name: string
}

export interface GiveOptions {
  photos?: readonly Blob[]
  /** When it was done, where that was before it is given; otherwise now. */
  at?: string
}

/** A phone that its PIN has opened. Every method may be called without a signal, but for those that say so. */
export interface Phone {
  readonly account: { id: string; name: string }
  readonly device: string
  /** Copies of gates, and what was written at them. */
  readonly gates: Gates
  status(): Status
  grids(): KeptGrid[]
  /** From now on these and no others; the documents of the others leave the phone. Those that are new come with a sync. */
  keepGrids(grids: readonly KeptGrid[]): Promise<void>
  all<D extends Document>(kind: DocumentKind): Kept<D>[]
  get<D extends Document>(id: string): Kept<D> | undefined
  /** Rises whenever something that can be seen has changed; for computed values. */
  revision(): number
  onChange(listener: () => void): () => void
  /**
   * Take a command in; it is stored before this resolves. A change names by itself the phone's own earlier command
   * about the row (`after`), and photos get ids, which are added to `content.photos`. Throws
   * OfflineProblem('storage_full') and has then stored nothing.
   */
  give(kind: string, content: Content, options?: GiveOptions): Promise<Given>
  /** All commands, the newest last; confirmed ones for as long as a lost backup might need them. */
  outbox(): Given[]
  /**
   * Of a refused command: put it aside for good, or give it again as a new command with this content and the moment
   * of the first. Photos that `content.photos` still names go with it.
   */
  setAside(id: string): Promise<void>
  giveAgain(id: string, content: Content): Promise<Given>
  /** Small things that only this phone knows (a patrol that runs, a half-filled form); sealed as all else. */
  read<T>(name: string): Promise<T | undefined>
  keep<T>(name: string, value: T | undefined): Promise<void>
  /** A photograph of a command that is still in the outbox. */
  photo(id: string): Promise<Blob | undefined>
  /**
   * Ask and send now; resolves when there is nothing more, or with the connection that stopped it. Throws
   * OfflineProblem('wiped') when the server had this phone wiped, 'storage_full' when the documents have no room.
   */
  sync(): Promise<Status>
  changePin(old: string, next: string): Promise<void>
  lock(): void
  /** Wipes everything; refused with OfflineProblem('outbox_not_empty') while something waits or needs its owner. */
  leave(): Promise<void>
}

/** The phones of this browser, one an account. All but `known` throw what `OfflineCode` tells at the code. */
export interface Phones {
  known(): Promise<KnownPhone[]>
  /**
   * Needs a signal and the account signed in. Where the browser knows the account already, it is recovered: what
   * waits is kept, the PIN is the new one.
   */
  create(account: { id: string; name: string }, pin: string, grids: readonly KeptGrid[]): Promise<Phone>
  unlock(account: string, pin: string): Promise<Phone>
  /** A new PIN instead of one that was forgotten or used up. Needs a signal and the account signed in. */
  recover(account: string, pin: string): Promise<Phone>
}

export type OfflineCode =
  | 'storage_full'
  | 'pin_wrong'
  | 'pin_too_short'
  | 'pins_used_up' // too many wrong ones: PIN is void, copies are gone, sign in and set a new one
  | 'wiped' // by the server's word
  | 'locked' // the phone was locked meanwhile
  | 'outbox_not_empty'
  | 'no_storage' // no IndexedDB or no WebCrypto (not a secure context)
  | 'offline' // needs a signal

export class OfflineProblem extends Error {
  constructor(
    readonly code: OfflineCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
  }
}

/** What is known about phones on this browser before a PIN is entered. */
export interface KnownPhone {
  account: { id: string; name: string }
  /** locked: a PIN opens it; pin_void: sign in again and set a new PIN, what waits is kept. */
  state: 'locked' | 'pin_void'
  waiting: number
  triesLeft: number
  heardAt: string
}

/** The server, as the engine reaches it. Throws ApiProblem; no signal is its code `network`, status 0. */
export interface Server {
  pull(body: object): Promise<Record<string, unknown>>
  push(body: object): Promise<Record<string, unknown>>
  photo(id: string, content: Blob, of?: string): Promise<void>
  /** `POST /api/v1/gates/<door>`. */
  gate(door: string, body: object): Promise<Record<string, unknown>>
  /** 32 random bytes of this device (base64), told to its signed-in owner alone: opens what waits when the PIN is lost. */
  secret(device: string): Promise<string>
}

/** Figures that the installation sets. */
export interface Limits {
  pinLength: number // 6
  wrongPins: number // 10
  daysWithoutContact: number // 7
  minutesUntilLocked: number // 5, in the background
  daysConfirmed: number // 14
}
