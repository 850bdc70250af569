/** A browser with tabs: storage, locks and channels that its tabs share; timers, visibility and death of each. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { withinPage, type Channel, type Surroundings } from '../src/surroundings'

const never = new Promise<never>(() => undefined)

export class Browser {
  readonly storage = new IDBFactory()
  readonly tabs: Tab[] = []
  private readonly channels = new Map<string, Set<{ channel: Channel; tab: Tab }>>()
  private readonly held = new Map<string, Promise<unknown>>()
  now = Date.parse('2022-06-01T00:00:00Z')
  /** Whether a word from tab to tab gets lost, for the other one sleeps. */
  loses = () => false

  constructor(
    readonly crypto: Crypto = globalThis.crypto,
    readonly hasLocks = true,
  ) {}

  tab(): Tab {
    const tab = new Tab(this)
    this.tabs.push(tab)
    return tab
  }

  /** As navigator.locks: a tab that dies lets go. */
  exclusively<T>(tab: Tab, name: string, work: () => Promise<T>): Promise<T> {
    const before = this.held.get(name) ?? Promise.resolve()
    const mine = before.then(() => (tab.isDead ? never : work()))
    const ended = Promise.race([mine.catch(() => undefined), tab.dead])
    this.held.set(
      name,
      before.then(() => ended),
    )
    return mine
  }

  channel(tab: Tab, name: string): Channel {
    const all = this.channels.get(name) ?? new Set()
    this.channels.set(name, all)
    const channel: Channel = {
      onmessage: null,
      postMessage: (message) => {
        tab.breathe()
        if (tab.isDead) return
        const data: unknown = structuredClone(message)
        for (const other of all) {
          if (other !== own && !this.loses()) setImmediate(() => deliver(other, data))
        }
      },
      close: () => all.delete(own),
    }
    const own = { channel, tab }
    const deliver = (to: typeof own, data: unknown) => {
      if (all.has(to) && !to.tab.isDead) to.channel.onmessage?.({ data } as MessageEvent)
    }
    all.add(own)
    return channel
  }
}

export class Tab {
  readonly dead: Promise<void>
  isDead = false
  isVisible = true
  skew = 0
  /** Dies in the middle of the work, after so many more uses of the cipher and words to other tabs. */
  breath = Infinity
  readonly errors: unknown[] = []
  readonly timers: { due: number; work: () => void }[] = []
  readonly surroundings: Surroundings
  private readonly listeners = { online: new Set<() => void>(), visibility: new Set<() => void>() }
  private die = (): void => undefined

  constructor(private readonly browser: Browser) {
    this.dead = new Promise((resolve) => (this.die = resolve))
    this.surroundings = this.made()
  }

  breathe(): void {
    if (--this.breath <= 0) this.kill()
  }

  kill(): void {
    this.isDead = true
    this.die()
  }

  show(isVisible: boolean): void {
    this.isVisible = isVisible
    for (const listener of [...this.listeners.visibility]) listener()
  }

  comeOnline(): void {
    for (const listener of [...this.listeners.online]) listener()
  }

  /** Lets time pass: the clock goes on, and timers that are due run. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.browser.now + milliseconds
    for (;;) {
      const next = this.timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0]
      if (!next) break
      this.browser.now = Math.max(this.browser.now, next.due)
      this.timers.splice(this.timers.indexOf(next), 1)
      next.work()
      await settled()
    }
    this.browser.now = until
  }

  private made(): Surroundings {
    const { browser } = this
    return {
      indexedDB: browser.storage,
      IDBKeyRange,
      crypto: this.mortal(browser.crypto),
      exclusively: browser.hasLocks ? (name, work) => browser.exclusively(this, name, work) : withinPage(),
      channel: (name) => browser.channel(this, name),
      now: () => browser.now + this.skew,
      random: () => 0.5,
      later: (work, milliseconds) => {
        const timer = { due: browser.now + milliseconds, work }
        this.timers.push(timer)
        return () => void (this.timers.includes(timer) && this.timers.splice(this.timers.indexOf(timer), 1))
      },
      isVisible: () => this.isVisible,
      onVisibility: (listener) => this.listening('visibility', listener),
      onOnline: (listener) => this.listening('online', listener),
      report: (error) => {
        if (!this.isDead) this.errors.push(error)
      },
      pinRounds: 1,
      label: 'test',
    }
  }

  private listening(event: 'online' | 'visibility', listener: () => void) {
    this.listeners[event].add(listener)
    return () => void this.listeners[event].delete(listener)
  }

  /** A cipher that never answers a dead tab, which so stands still wherever it was. */
  private mortal(crypto: Crypto): Crypto {
    const subtle = new Proxy(crypto.subtle, {
      get: (target, name) => {
        const method = (Reflect.get(target, name) as (...given: unknown[]) => unknown).bind(target)
        return (...given: unknown[]) => {
          this.breathe()
          return this.isDead ? never : method(...given)
        }
      },
    })
    return { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto
  }
}

/** Everything that is under way comes to its end. */
export async function settled(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
