/** A phone of a worker with two grids, on a browser and before a server of their own. */
import type { Given, KeptGrid, Limits, Phone, Phones, Server } from '../src/contract'
import { openPhones } from '../src/phones'
import { Browser, settled, type Tab } from './browser'
import { turnless } from './cipher'
import { kinds } from './kinds'
import { ModelGates } from './modelGates'
import { ModelServer, type PullBody, type PushBody } from './modelServer'
import { noSignal } from './refusal'

export const LIMITS: Limits = {
  pinLength: 6,
  wrongPins: 3,
  daysWithoutContact: 7,
  minutesUntilLocked: 5,
  daysConfirmed: 14,
}
export const PIN = '135790'
export const WORKER = { id: 'worker', name: '卢晓' }
export const DAY = 86_400_000

export const grid = (id: string): KeptGrid => ({ id, code: id, name: `第${id}网格` })

/** The way to the server, and what can be wrong with it. */
export class Line implements Server {
  isCut = false
  problem?: Error
  private breaksAfter = ''
  private loses = ''
  private held?: { name: string; until: Promise<void> }
  readonly asked: string[] = []
  readonly gates = new ModelGates()

  constructor(
    readonly server: ModelServer,
    readonly account: string = WORKER.id,
  ) {}

  /** Answers to the next request of this name wait until the returned function is called. */
  holdAnswerTo(name: string): () => void {
    let letGo = (): void => undefined
    this.held = { name, until: new Promise((resolve) => (letGo = resolve)) }
    return letGo
  }

  /** The line breaks after the next request of this name. */
  failAfter(name: string): void {
    this.breaksAfter = name
  }

  /** The server does its part of the next request of this name, and nobody hears of it. */
  loseAnswerTo(name: string): void {
    this.loses = name
  }

  pull(body: object) {
    return this.through('pull', () => this.server.pull(this.account, body as PullBody))
  }

  push(body: object) {
    return this.through('push', () =>
      this.server.push(this.account, JSON.parse(JSON.stringify(body)) as PushBody),
    )
  }

  async photo(id: string, content: Blob): Promise<void> {
    const size = content.size
    await this.through(`photo ${size}`, () => this.server.photo(id))
  }

  gate(door: string, body: object) {
    return this.through(`gate ${door}`, () =>
      this.gates.answer(door, JSON.parse(JSON.stringify(body)) as Record<string, unknown>),
    )
  }

  secret(device: string) {
    return this.through('secret', () => btoa(device.slice(0, 32)))
  }

  private async through<T>(name: string, ask: () => T): Promise<T> {
    await Promise.resolve()
    if (this.isCut) throw noSignal()
    this.asked.push(name)
    if (this.problem) throw this.problem
    const answer = ask()
    if (name === this.held?.name) {
      const { until } = this.held
      this.held = undefined
      await until
    }
    if (name === this.loses) {
      this.loses = ''
      throw noSignal()
    }
    if (name === this.breaksAfter) {
      this.breaksAfter = ''
      this.problem = noSignal()
    }
    return answer
  }
}

export class World {
  readonly server = new ModelServer()
  readonly line = new Line(this.server)
  readonly browser: Browser
  tab: Tab

  constructor(crypto = turnless, hasLocks = true) {
    this.browser = new Browser(crypto, hasLocks)
    this.tab = this.browser.tab()
    this.server.give(WORKER.id, 'a1', 'a2')
    for (const id of ['h1', 'h2', 'h3']) this.server.household(id, 'a1')
    this.server.household('h4', 'a2')
    this.server.target('t1', 'a1')
    this.server.round('r1', 'a1', 'a2')
  }

  phones(tab = this.tab): Phones {
    return openPhones(this.line, kinds, LIMITS, tab.surroundings)
  }

  async phone(): Promise<Phone> {
    const phone = await this.phones().create(WORKER, PIN, [grid('a1'), grid('a2')])
    await phone.sync()
    return phone
  }

  /** The page is closed without a word, and opened again. */
  async reopened(): Promise<Phone> {
    this.tab.kill()
    this.tab = this.browser.tab()
    return this.phones().unlock(WORKER.id, PIN)
  }

  secondTab(): Promise<Phone> {
    return this.phones(this.browser.tab()).unlock(WORKER.id, PIN)
  }
}

export const note = (id: string, text: string, version = 1) => ({ id, version, note: text })

export const states = (phone: Phone) => phone.outbox().map(({ state }: Given) => state)

export { settled }
