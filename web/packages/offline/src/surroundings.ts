/** What the engine needs of the browser, in one place: tests bring their own clock, storage, locks and timers. */

export interface Channel {
  postMessage(message: unknown): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

/** One at a time among all tabs of this browser. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>

type Stop = () => void

export interface Surroundings {
  indexedDB: IDBFactory
  IDBKeyRange: typeof IDBKeyRange
  crypto: Crypto
  exclusively: Exclusively
  /** Between the tabs of this browser; undefined where it has none. */
  channel(name: string): Channel | undefined
  storage?: Pick<StorageManager, 'estimate' | 'persist'>
  /** The phone's clock in milliseconds. */
  now(): number
  random(): number
  /** Runs once after so many milliseconds, unless stopped. */
  later(work: () => void, milliseconds: number): Stop
  isVisible(): boolean
  onVisibility(listener: () => void): Stop
  onOnline(listener: () => void): Stop
  /** A mistake of the program that must not stop the phone. */
  report(error: unknown): void
  /** Rounds of PBKDF2 for a new PIN. */
  pinRounds: number
  /** The kind of phone, as the desk lists it. */
  label: string
}

/** OWASP's figure for PBKDF2 with SHA-256. */
export const PIN_ROUNDS = 600_000

export function browser(): Surroundings {
  return {
    indexedDB: globalThis.indexedDB,
    IDBKeyRange: globalThis.IDBKeyRange,
    crypto: globalThis.crypto,
    exclusively: 'locks' in navigator ? amongTabs : withinPage(),
    channel: (name) => (typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)),
    storage: navigator.storage,
    now: Date.now,
    random: Math.random,
    later(work, milliseconds) {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
    isVisible: () => document.visibilityState === 'visible',
    onVisibility: (listener) => listening(document, 'visibilitychange', listener),
    onOnline: (listener) => listening(window, 'online', listener),
    report: (error) => void Promise.reject(error),
    pinRounds: PIN_ROUNDS,
    label: kindOfPhone(navigator.userAgent),
  }
}

const amongTabs: Exclusively = async (name, work) => await navigator.locks.request(name, () => work())

/** Where the browser has no locks: one at a time within this page. Two pages then repeat what is harmless to repeat. */
export function withinPage(): Exclusively {
  const last = new Map<string, Promise<unknown>>()
  return (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(name, mine)
    return mine
  }
}

/** `Android 13; V2218A` out of what a browser says of itself. */
export function kindOfPhone(userAgent: string): string {
  const told = /\(([^)]*)\)/.exec(userAgent)?.[1] ?? ''
  return told.replace(/^Linux; |; wv$/g, '').slice(0, 120)
}

function listening(target: EventTarget, event: string, listener: () => void): Stop {
  target.addEventListener(event, listener)
  return () => target.removeEventListener(event, listener)
}
