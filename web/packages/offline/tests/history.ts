/**
 * One history: two workers, three phones, of which one is open in two tabs, a desk and a server. What is drawn: edits,
 * requests and answers that get lost, requests that arrive twice or late, pages that die at any use of the cipher,
 * commands that meet a mistake of the server, people who lose a grid and get it back, documents that move or go, new
 * epochs, backups of an earlier day, clocks that are wrong, words between tabs that get lost,
 * browsers without locks.
 */
import type { Phone, Server } from '../src/contract'
import { openPhones } from '../src/phones'
import { AccountStore } from '../src/storage'
import { Browser, settled, type Tab } from './browser'
import { check, noForeignRows } from './checks'
import { turnless } from './cipher'
import { kinds, type Home, type Target } from './kinds'
import { ModelServer, type PullBody, type PushBody } from './modelServer'
import { Network } from './network'
import type { Owned } from './owned'
import { Random } from './random'
import { grid, LIMITS, PIN } from './world'

const STEPS = 20
const GRIDS = ['a1', 'a2', 'a3']
const HOMES = ['h1', 'h2', 'h3', 'h4']
const HELD: Record<string, string[]> = { 卢晓: ['a1', 'a2'], 白晨: ['a2', 'a3'] }

export class History {
  private readonly random: Random
  private readonly server = new ModelServer()
  private readonly phones: Owned[] = []
  private readonly network: Network
  private serial = 0

  constructor(readonly seed: number) {
    this.random = new Random(seed)
    this.network = new Network(this.random)
  }

  async run(): Promise<void> {
    await this.begin()
    const steps = [
      ...[
        this.edit,
        this.edit,
        this.edit,
        this.edit,
        this.visit,
        this.addPerson,
        this.addHome,
        this.editPerson,
      ],
      ...[
        this.sync,
        this.sync,
        this.sync,
        this.sync,
        this.bothTabsSync,
        this.editDuringSync,
        this.syncAndDie,
        this.die,
        this.arriveLate,
      ],
      ...[this.deskWrites, this.deskWrites, this.move, this.remove, this.personLeaves, this.comesAndGoes],
      ...[this.scope, this.backUp, this.newEpoch, this.fail, this.decide],
    ]
    for (let step = 0; step < STEPS; step++) await this.random.pick(steps).call(this)
    await this.heal()
    await check(this.server, this.phones)
  }

  private async begin(): Promise<void> {
    for (const id of HOMES) this.server.household(id, this.random.pick(GRIDS))
    for (const id of ['t1', 't2']) this.server.target(id, this.random.pick(GRIDS))
    this.server.round('r1', 'a1', 'a2')
    for (const [account, grids] of Object.entries(HELD)) this.server.give(account, ...grids)
    for (const account of ['卢晓', '卢晓', '白晨']) await this.newPhone(account)
    await this.secondTab(this.phones[0] as Owned)
    this.server.backUp()
    this.network.isBad = true
  }

  private async newPhone(account: string): Promise<void> {
    const [browser, skew] = [
      new Browser(turnless, this.random.chance(0.8)),
      this.random.pick([-30, 0, 5]) * 3_600_000,
    ]
    browser.loses = () => this.network.happens(0.1)
    const tab = this.newTab(browser, skew)
    const held = HELD[account] ?? []
    const phone = await this.way(account, tab).create({ id: account, name: account }, PIN, held.map(grid))
    const store = new AccountStore(phone.device, browser.tab().surroundings)
    this.phones.push({ account, held, browser, skew, tabs: [{ tab, phone }], store, given: [] })
    await phone.sync()
  }

  private newTab(browser: Browser, skew: number): Tab {
    const tab = browser.tab()
    tab.skew = skew
    return tab
  }

  private way(account: string, tab: Tab) {
    return openPhones(this.line(account, tab), kinds, LIMITS, tab.surroundings)
  }

  private async secondTab(owned: Owned): Promise<void> {
    const tab = this.newTab(owned.browser, owned.skew)
    const phone = await this.way(owned.account, tab).unlock(owned.account, PIN)
    owned.tabs.push({ tab, phone })
  }

  private line(account: string, tab: Tab): Server {
    const through = <T>(ask: () => T) => this.network.through(tab, ask)
    return {
      pull: (body) => through(() => this.server.pull(account, body as PullBody)),
      push: (body) => {
        const sent = JSON.parse(JSON.stringify(body)) as PushBody
        return through(() => this.server.push(account, sent))
      },
      photo: (id) => through(() => this.server.photo(id)),
      gate: () => through(() => ({})),
      secret: (device) => through(() => btoa(device.slice(0, 32))),
    }
  }

  /** An open tab of some phone, started again if need be. */
  private async open(
    owned: Owned = this.random.pick(this.phones),
  ): Promise<{ tab: Tab; phone: Phone; owned: Owned }> {
    owned.tabs = owned.tabs.filter(({ tab }) => !tab.isDead)
    while (!owned.tabs.length) await this.secondTab(owned)
    return { ...this.random.pick(owned.tabs), owned }
  }

  private text(): string {
    return `字${++this.serial}`
  }

  private async give(kind: string, content: (phone: Phone) => object | undefined): Promise<void> {
    const { phone, tab, owned } = await this.open()
    const wanted = content(phone) as { id: string } | undefined
    if (!wanted) return
    const photos = this.random.chance(0.1) ? { photos: [new Blob(['jpg'])] } : {}
    if (this.random.chance(0.05)) tab.breath = this.random.below(4)
    const given = await Promise.race([phone.give(kind, wanted, photos), tab.dead])
    tab.breath = Infinity
    if (given) owned.given.push(given.id)
  }

  private home(phone: Phone): Home | undefined {
    const homes = phone.all<Home>('household')
    return homes.length ? this.random.pick(homes).document : undefined
  }

  private edit(): Promise<void> {
    return this.give('household.change', (phone) => {
      const home = this.home(phone)
      const change = this.random.chance(0.5) ? { note: this.text() } : { count: ++this.serial }
      return home && { id: home.id, version: home.version, ...change }
    })
  }

  private addHome(): Promise<void> {
    return this.give('household.add', (phone) => {
      const kept = phone.grids()
      return kept.length
        ? { id: `新${++this.serial}`, grid: this.random.pick(kept).id, note: this.text() }
        : undefined
    })
  }

  private addPerson(): Promise<void> {
    return this.give('resident.add', (phone) => {
      const home = this.home(phone)
      return home && { id: `人${++this.serial}`, household_id: home.id, name: this.text() }
    })
  }

  private editPerson(): Promise<void> {
    return this.give('resident.change', (phone) => {
      const home = phone.all<Home>('household').find(({ document }) => document.residents.length)?.document
      const person = home && this.random.pick(home.residents)
      return person && { id: person.id, household_id: home.id, version: person.version, note: this.text() }
    })
  }

  private visit(): Promise<void> {
    return this.give('visit.record', (phone) => {
      const targets = phone.all<Target>('target')
      const target = targets.length ? this.random.pick(targets).document : undefined
      return target && { id: `访${++this.serial}`, target_id: target.id, outcome: this.text() }
    })
  }

  private async sync(): Promise<void> {
    const { phone, tab, owned } = await this.open()
    const status = await Promise.race([phone.sync(), tab.dead])
    if (status?.connection === 'online') await noForeignRows(this.server, owned)
  }

  private async bothTabsSync(): Promise<void> {
    const owned = this.phones[0] as Owned
    await this.open(owned)
    if (owned.tabs.length < 2) await this.secondTab(owned)
    await Promise.all(owned.tabs.map(({ phone, tab }) => Promise.race([phone.sync(), tab.dead])))
  }

  private async editDuringSync(): Promise<void> {
    await Promise.all([this.bothTabsSync(), this.edit(), this.visit(), this.edit()])
  }

  private async syncAndDie(): Promise<void> {
    const { phone, tab } = await this.open()
    tab.breath = this.random.below(40)
    await Promise.race([phone.sync().catch(() => undefined), tab.dead])
    tab.kill()
  }

  private async die(): Promise<void> {
    const { tab } = await this.open()
    tab.kill()
  }

  private async arriveLate(): Promise<void> {
    this.network.arriveLate()
    await settled(1)
  }

  /** A refused command is put aside, or given again over what stands there now. */
  private async decide(): Promise<void> {
    const { phone, tab, owned } = await this.open()
    const refused = phone.outbox().filter(({ state }) => state === 'needs_you')
    if (!refused.length) return
    const { id, content } = this.random.pick(refused)
    owned.given = owned.given.filter((one) => one !== id)
    if (this.random.chance(0.5)) return void (await Promise.race([phone.setAside(id), tab.dead]))
    const version = phone.get(content.id)?.document.version ?? content.version
    const again = await Promise.race([phone.giveAgain(id, { ...content, version }), tab.dead])
    if (again) owned.given.push(again.id)
  }

  private async deskWrites(): Promise<void> {
    const change = this.random.chance(0.5) ? { note: this.text() } : { count: ++this.serial }
    if (this.random.chance(0.3)) this.server.household(`桌${++this.serial}`, this.random.pick(GRIDS))
    else if (this.server.has('h1')) this.server.write('h1', change)
    await settled(1)
  }

  private async move(): Promise<void> {
    const id = this.random.pick([...HOMES, 't1'])
    if (this.server.has(id)) this.server.move(id, this.random.pick(GRIDS))
    await settled(1)
  }

  private async remove(): Promise<void> {
    const id = this.random.pick(['h3', 'h4', 't2'])
    if (this.random.chance(0.5) && this.server.has(id)) this.server.remove(id)
    await settled(1)
  }

  private async personLeaves(): Promise<void> {
    const homes = GRIDS.flatMap((one) => [...this.server.documents(one).values()]) as Home[]
    const lived = homes.filter(({ residents }) => residents?.length)
    const home = lived.length ? this.random.pick(lived) : undefined
    if (home) this.server.personLeaves(home.id, this.random.pick(home.residents).id)
    await settled(1)
  }

  /** Somebody is entered on a phone that then hears nothing, and leaves at the desk before it hears again. */
  private async comesAndGoes(): Promise<void> {
    await this.addPerson()
    await this.sync()
    await this.personLeaves()
  }

  private async scope(): Promise<void> {
    const [account, grids] = this.random.pick(Object.entries(HELD))
    if (this.random.chance(0.5)) this.server.give(account, ...grids.slice(0, this.random.below(2)))
    else await this.comeBack(account)
    await settled(1)
  }

  private async comeBack(account: string): Promise<void> {
    const grids = HELD[account] ?? []
    this.server.give(account, ...grids)
    for (const owned of this.phones.filter((one) => one.account === account)) {
      const { phone, tab } = await this.open(owned)
      await Promise.race([phone.keepGrids(grids.map(grid)), tab.dead])
    }
  }

  private async backUp(): Promise<void> {
    this.server.backUp()
    await settled(1)
  }

  private async newEpoch(): Promise<void> {
    if (this.random.chance(0.5)) this.server.promote()
    else {
      this.server.restore()
      this.network.fallSilent()
    }
    await settled(1)
  }

  /** The next command of some phone meets a mistake of the program, until it is mended. */
  private async fail(): Promise<void> {
    const { phone } = await this.open()
    const waiting = phone.outbox().filter(({ state }) => state === 'waiting')
    if (waiting.length) this.server.failing.add(this.random.pick(waiting).id)
  }

  private async heal(): Promise<void> {
    this.network.isBad = false
    this.server.failing.clear()
    for (const account of Object.keys(HELD)) await this.comeBack(account)
    for (let round = 0; round < 2; round++) {
      for (const { browser } of this.phones) browser.now += 300_000
      for (const owned of this.phones) {
        await this.open(owned)
        for (const { phone } of owned.tabs) await phone.sync()
      }
    }
    await this.secondTab(this.phones[0] as Owned)
    await settled(20)
  }
}
