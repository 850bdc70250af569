/** Down: what is new of the grids that the phone keeps. An answer is stored whole, or not at all. */
import type { Copy, DocumentKey } from './base'
import { LISTS, type Document, type DocumentKind, type Server } from './contract'
import { problemOf } from './problems'
import type { DocumentRow, GridRow } from './storage'
import { documentPlace, type Vault } from './vault'

/** The wire shapes of `POST /api/v1/sync/pull`, as far as the engine reads them. */
interface Page extends Partial<Record<keyof typeof LISTS, Document[]>> {
  id: string
  code: string
  name: string
  fresh: boolean
  cursor: string
  more: boolean
  gone: string[]
}

interface Answer {
  epoch: number
  grids: Page[]
  lost: string[]
}

type Cursors = Record<string, string>

export class Pulling {
  /** Documents of which this round of answers has told. */
  private told = new Set<string>()

  constructor(
    private readonly vault: Vault,
    private readonly server: Server,
    private readonly device: string,
  ) {}

  /**
   * Asks for nothing but the epoch, before commands go up: where a backup was restored, the phone must send first what
   * the backup has lost, for what waits may build on it.
   */
  async greet(): Promise<void> {
    const answer = await this.ask({})
    if (answer.epoch !== this.vault.facts.epoch) await this.beginAnew(answer.epoch)
    else await this.store(answer, {}, false)
  }

  /** Asks until nothing is new; answers false when the database has begun a new epoch, in which all is asked anew. */
  async all(): Promise<boolean> {
    this.told = new Set()
    const wholeSince = this.vault.surroundings.now()
    for (;;) {
      const cursors: Cursors = Object.fromEntries(this.vault.grids.map(({ id, cursor }) => [id, cursor]))
      const answer = await this.askFrom(cursors)
      if (!answer) continue
      if (answer.epoch !== this.vault.facts.epoch) {
        await this.beginAnew(answer.epoch)
        return false
      }
      const isWhole = !answer.grids.some(({ more }) => more)
      await this.store(answer, cursors, isWhole)
      if (!isWhole) continue
      await this.vault.inTurn(() => this.vault.takeIn({ wholeSince }))
      await this.forgetExpired()
      return true
    }
  }

  private async forgetExpired(): Promise<void> {
    const { store, surroundings, view } = this.vault
    const drop = view.expired(surroundings.now())
    if (!drop.length) return
    await this.vault.write({
      tables: [store.documents],
      work: () => store.documents.bulkDelete(drop),
      news: () => ({ documents: drop }),
      follow: () => this.vault.takeIn({ drop }),
    })
  }

  /** Undefined when the server does not know the cursors: they are forgotten, once. */
  private async askFrom(cursors: Cursors): Promise<Answer | undefined> {
    try {
      return await this.ask(cursors)
    } catch (error) {
      const isUnreadable = problemOf(error)?.code === 'sync.cursor_unreadable'
      if (!isUnreadable || Object.values(cursors).every((one) => one === '')) throw error
      const { grids } = this.vault.store
      const work = () => grids.toCollection().modify({ cursor: '' })
      await this.vault.write({ tables: [grids], work, news: () => ({}) })
      return undefined
    }
  }

  private async ask(grids: Cursors): Promise<Answer> {
    const { facts, surroundings } = this.vault
    const body = { device: this.device, label: surroundings.label, epoch: facts.epoch, grids }
    const answer = (await this.server.pull(body)) as unknown as Answer
    this.vault.mustBeOpen()
    return answer
  }

  /**
   * The database began a new life, a backup of an earlier day perhaps: places in the feed mean nothing any more, and
   * what was confirmed is sent again, each under its own id.
   */
  private async beginAnew(epoch: number): Promise<void> {
    const { store } = this.vault
    await this.vault.write({
      tables: [store.grids, store.outbox, store.photos, store.gateNotes],
      work: async () => {
        const confirmed = () => store.outbox.where('state').equals('confirmed')
        const commands = await confirmed().primaryKeys()
        await store.facts.update('phone', { epoch })
        await store.grids.toCollection().modify({ cursor: '' })
        await store.photos.toCollection().modify({ up: false })
        await confirmed().modify({ state: 'waiting', end: undefined })
        await store.gateNotes.where('state').equals('done').modify({ state: 'waiting' })
        return commands
      },
      news: (commands) => ({ commands }),
    })
  }

  private async store(answer: Answer, asked: Cursors, isWhole: boolean): Promise<void> {
    const { store } = this.vault
    const pages = answer.grids.filter(({ id }) => id in asked)
    const rows = new Map(
      await Promise.all(pages.map(async (page) => [page.id, await this.seal(page)] as const)),
    )
    await this.vault.write({
      tables: [store.documents, store.grids],
      work: async () => {
        await this.writeFacts(isWhole)
        return this.writePages(pages, answer.lost, asked, rows)
      },
      news: ({ taken, dropped }) => ({ documents: [...taken.flatMap(copiesOf).map(keyOf), ...dropped] }),
      follow: ({ taken, dropped }) => this.follow(taken.flatMap(copiesOf), dropped),
    })
  }

  private follow(put: Copy[], drop: DocumentKey[]): Promise<void> {
    for (const { document } of put) this.told.add(document.id)
    for (const [, id] of drop) this.told.add(id)
    return this.vault.takeIn({ put, drop, told: this.told })
  }

  /** Answers the pages that were taken, and what is no longer on the phone. */
  private async writePages(pages: Page[], lost: string[], asked: Cursors, rows: Map<string, DocumentRow[]>) {
    const { store } = this.vault
    const taken: Page[] = []
    const dropped: DocumentKey[] = []
    for (const page of pages) {
      const grid = await store.grids.get(page.id)
      if (!grid || grid.cursor !== asked[page.id]) continue // another tab was faster, or it is not kept any more
      taken.push(page)
      dropped.push(...(await this.writePage(grid, page, rows.get(page.id) ?? [])))
    }
    for (const id of lost) dropped.push(...(await store.forget(id)))
    await store.grids.bulkDelete(lost)
    return { taken, dropped }
  }

  private async writeFacts(isWhole: boolean): Promise<void> {
    const { store, surroundings } = this.vault
    const { ready } = await store.knownFacts()
    const now = surroundings.now()
    await store.facts.update('phone', { heard: now, latest: now, ready: ready || isWhole })
  }

  private async writePage(grid: GridRow, page: Page, rows: DocumentRow[]): Promise<DocumentKey[]> {
    const { store } = this.vault
    const pass = grid.pass + (page.fresh ? 1 : 0)
    const gone = page.gone.map((id): DocumentKey => [grid.id, id])
    await store.documents.bulkPut(rows.map((row) => ({ ...row, pass })))
    await store.documents.bulkDelete(gone)
    await store.grids.put({ id: grid.id, code: page.code, name: page.name, cursor: page.cursor, pass })
    return page.more ? gone : [...gone, ...(await store.forget(grid.id, pass))]
  }

  private seal(page: Page): Promise<DocumentRow[]> {
    return Promise.all(
      copiesOf(page).map(async ({ grid, kind, document }) => {
        const sealed = await this.vault.sealer.seal(documentPlace(grid, document.id), document)
        return { grid, id: document.id, kind, pass: 0, sealed }
      }),
    )
  }
}

function copiesOf(page: Page): Copy[] {
  const lists = Object.entries(LISTS) as [keyof typeof LISTS, DocumentKind][]
  return lists.flatMap(([name, kind]) =>
    (page[name] ?? []).map((document) => ({ grid: page.id, kind, document })),
  )
}

const keyOf = ({ grid, document }: Copy): DocumentKey => [grid, document.id]
