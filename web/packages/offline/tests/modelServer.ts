/** A server as the protocol asks it to be: a feed for each grid, commands carried out once, epochs, backups. */
import { LISTS, type ListName } from '../src/contract'
import type { Home, Target } from './kinds'
import { Refusal } from './refusal'

interface Row {
  list: ListName
  grids: string[]
  document: Record<string, unknown> & { id: string; version: number }
  /** When each field was last written: the version of its row. */
  wrote: Record<string, number>
}

interface Result {
  id: string
  outcome: 'done' | 'refused' | 'failed'
  answer: Record<string, unknown>
  code: string
  sentence: string
  details: Record<string, unknown>
}

interface Command {
  id: string
  kind: string
  at: string
  content: Record<string, unknown> & { id: string }
}

/** What a backup holds. */
interface Data {
  rows: Map<string, Row>
  marks: Map<string, Map<string, number>>
  clock: number
  commands: Map<string, { content: string; result: Result; row: string }>
  carriedOut: string[]
  photos: string[]
}

export interface PullBody {
  device: string
  epoch: number
  grids: Record<string, string>
}

export interface PushBody {
  device: string
  now: string
  commands: Command[]
}

const clone = <T>(value: T): T => structuredClone(value)

export class ModelServer {
  epoch = 1
  page = 4
  most = 50
  mostVisits = 100
  readonly held = new Map<string, Set<string>>()
  readonly revoked = new Set<string>()
  readonly pushes: Command[][] = []
  /** Commands that meet a mistake of the program, as long as they are here. */
  readonly failing = new Set<string>()
  /** As a restored backup, which holds no refusal of what came later. */
  forgetRefusals = false
  private data: Data = {
    rows: new Map(),
    marks: new Map(),
    clock: 0,
    commands: new Map(),
    carriedOut: [],
    photos: [],
  }
  private backup?: Data

  give(account: string, ...grids: string[]): void {
    this.held.set(account, new Set(grids))
  }

  household(id: string, grid: string): void {
    const document = { id, version: 1, note: '', count: 0, residents: [] }
    this.put({ list: 'households', grids: [grid], document, wrote: {} })
  }

  target(id: string, grid: string): void {
    this.put({
      list: 'targets',
      grids: [grid],
      document: { id, version: 1, outcome: '', tries: 0 },
      wrote: {},
    })
  }

  /** A document of several grids. */
  round(id: string, ...grids: string[]): void {
    this.put({ list: 'rounds', grids, document: { id, version: 1, name: id }, wrote: {} })
  }

  /** A desk writes. */
  write(id: string, change: Record<string, unknown>): void {
    const row = this.row(id)
    Object.assign(row.document, change)
    this.touch(row, Object.keys(change))
  }

  move(id: string, grid: string): void {
    const row = this.row(id)
    const before = row.grids
    row.grids = [grid]
    this.touch(row, [])
    for (const one of before) this.mark(one, id)
  }

  remove(id: string): void {
    const row = this.row(id)
    this.data.rows.delete(id)
    for (const grid of row.grids) this.mark(grid, id)
  }

  personLeaves(home: string, person: string): void {
    const row = this.row(home)
    const document = row.document as unknown as Home
    document.residents = document.residents.filter(({ id }) => id !== person)
    this.touch(row, [])
  }

  /** A replica takes over, with a feed that knows nothing of what was there once. */
  promote(): void {
    this.epoch++
    for (const marks of this.data.marks.values()) {
      for (const id of marks.keys()) if (!this.data.rows.has(id)) marks.delete(id)
    }
  }

  backUp(): void {
    this.backup = clone(this.data)
  }

  restore(): void {
    if (!this.backup) return
    this.data = clone(this.backup)
    this.epoch++
  }

  documents(grid: string): Map<string, Record<string, unknown>> {
    const here = [...this.data.rows.values()].filter((row) => row.grids.includes(grid))
    return new Map(here.map(({ document }) => [document.id, clone(document)]))
  }

  has(id: string): boolean {
    return this.data.rows.has(id)
  }

  timesCarriedOut(command: string): number {
    return this.data.carriedOut.filter((one) => one === command).length
  }

  photos(): readonly string[] {
    return this.data.photos
  }

  photo(id: string): void {
    if (!this.data.photos.includes(id)) this.data.photos.push(id)
  }

  pull(account: string, { device, epoch, grids }: PullBody): Record<string, unknown> {
    this.admit(device)
    const held = this.held.get(account) ?? new Set()
    let room = this.page
    const pages = Object.entries(grids)
      .filter(([id]) => held.has(id))
      .map(([id, cursor]) => {
        const from = epoch === this.epoch && cursor ? Number(cursor) : 0
        const page = this.pageOf(id, from, room)
        room -= page.told
        return page.page
      })
    return clone({ epoch: this.epoch, grids: pages, lost: Object.keys(grids).filter((id) => !held.has(id)) })
  }

  push(account: string, { device, commands }: PushBody): Record<string, unknown> {
    this.admit(device)
    const most = commands.every(({ kind }) => kind === 'visit.record') ? this.mostVisits : this.most
    if (commands.length > most) throw new Refusal('sync.too_many_commands', 413, { most })
    this.pushes.push(clone(commands))
    return clone({ epoch: this.epoch, results: commands.map((one) => this.result(account, one)) })
  }

  private admit(device: string): void {
    if (this.revoked.has(device)) throw new Refusal('sync.device_revoked', 403)
  }

  private pageOf(grid: string, from: number, room: number) {
    const marks = [...(this.data.marks.get(grid) ?? [])].sort((one, other) => one[1] - other[1])
    const behind = marks.filter(([, mark]) => mark > from)
    const told = behind.slice(0, room)
    const rows = told.map(([id]) => this.data.rows.get(id)).filter((row) => row?.grids.includes(grid))
    const here = new Set(rows.map((row) => row?.document.id))
    const lists = (Object.keys(LISTS) as ListName[]).map((name) => [
      name,
      rows.filter((row) => row?.list === name).map((row) => row?.document),
    ])
    const cursor = told[told.length - 1]?.[1] ?? from
    const page = {
      ...{ id: grid, code: grid, name: grid, fresh: from === 0, cursor: cursor ? String(cursor) : '' },
      ...{ more: behind.length > told.length, gone: told.map(([id]) => id).filter((id) => !here.has(id)) },
      ...(Object.fromEntries(lists) as object),
    }
    return { page, told: told.length }
  }

  private result(account: string, command: Command): Result {
    const known = this.data.commands.get(command.id)
    const content = JSON.stringify(command.content)
    if (known && known.content !== content) throw new Error(`${command.id} came back with another content`)
    if (known) return known.result
    const result = this.carriedOut(account, command)
    const row = command.content.id
    if (result.outcome === 'done' || (result.outcome === 'refused' && !this.forgetRefusals))
      this.data.commands.set(command.id, { content, result, row })
    return result
  }

  private carriedOut(account: string, command: Command): Result {
    const empty = { id: command.id, answer: {}, code: '', sentence: '', details: {} }
    try {
      if (this.failing.has(command.id)) throw new Refusal('sync.unexpected', 500)
      const answer = this.act(account, command)
      this.data.carriedOut.push(command.id)
      return { ...empty, outcome: 'done', answer }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const failed = ['sync.unexpected', 'sync.earlier_waits'].includes(error.code)
      const { code, sentence, details } = error
      return { ...empty, outcome: failed ? 'failed' : 'refused', code, sentence, details }
    }
  }

  private act(account: string, { kind, content }: Command): Record<string, unknown> {
    if (kind === 'household.add') return this.addHome(account, content)
    const place = String(content.target_id ?? content.household_id ?? content.id)
    const row = this.visible(account, place)
    if (kind === 'visit.record') return this.visit(row, String(content.outcome))
    if (kind === 'resident.add') return this.addPerson(row, content)
    return kind === 'resident.change' ? this.changePerson(row, content) : this.changeHome(row, content)
  }

  private addHome(account: string, { id, grid, note }: Command['content']): Record<string, unknown> {
    if (!this.held.get(account)?.has(String(grid))) throw new Refusal('not_found', 404)
    if (this.data.rows.has(id)) throw new Refusal('sync.id_taken')
    const document = { id, version: 1, note, count: 0, residents: [] }
    this.put({ list: 'households', grids: [String(grid)], document, wrote: {} })
    return { id, version: 1 }
  }

  private visit(row: Row, outcome: string): Record<string, unknown> {
    const target = row.document as unknown as Target
    target.outcome = outcome
    target.tries++
    this.touch(row, [])
    return { id: target.id, tries: target.tries }
  }

  private addPerson(row: Row, { id, name }: Command['content']): Record<string, unknown> {
    const { residents } = row.document as unknown as Home
    residents.push({ id, name: String(name), note: '', version: 1 })
    this.touch(row, [])
    return { id, version: 1 }
  }

  private changePerson(row: Row, { id, version, after, note }: Command['content']): Record<string, unknown> {
    const own = this.chain(after as string | undefined, id)
    const person = (row.document as unknown as Home).residents.find((one) => one.id === id)
    if (!person) throw new Refusal('not_found', 404)
    const wrote = row.wrote[`${id}.note`] ?? 0
    if (wrote > Number(version) && !own.includes(wrote)) throw new Refusal('register.changed_meanwhile')
    person.note = String(note)
    person.version++
    row.wrote[`${id}.note`] = person.version
    this.touch(row, [])
    return { id, version: person.version, after: after ?? '' }
  }

  private changeHome(row: Row, content: Command['content']): Record<string, unknown> {
    const { id, version, after, ...fields } = content
    const own = this.chain(after as string | undefined, id)
    const clashes = Object.keys(fields).filter((name) => {
      const wrote = row.wrote[name] ?? 0
      return wrote > Number(version) && !own.includes(wrote)
    })
    if (clashes.length) throw new Refusal('register.changed_meanwhile', 409, { fields: clashes })
    Object.assign(row.document, fields)
    this.touch(row, Object.keys(fields))
    return { id, version: row.document.version, after: after ?? '' }
  }

  /** Versions that the phone's own earlier commands made of a row. */
  private chain(after: string | undefined, row: string): number[] {
    if (!after) return []
    const known = this.data.commands.get(after)
    if (!known) throw new Refusal('sync.earlier_waits')
    if (known.result.outcome === 'refused' || known.row !== row) throw new Refusal('sync.earlier_refused')
    const { version, after: before } = known.result.answer
    return [version as number, ...this.chain((before as string) || undefined, row)]
  }

  private visible(account: string, id: string): Row {
    const row = this.data.rows.get(id)
    const held = this.held.get(account)
    if (!row?.grids.some((grid) => held?.has(grid))) throw new Refusal('not_found', 404)
    return row
  }

  private row(id: string): Row {
    const row = this.data.rows.get(id)
    if (!row) throw new Error(`no row ${id}`)
    return row
  }

  private put(row: Row): void {
    this.data.rows.set(row.document.id, row)
    for (const grid of row.grids) this.mark(grid, row.document.id)
  }

  private touch(row: Row, fields: string[]): void {
    row.document.version++
    for (const name of fields) row.wrote[name] = row.document.version
    for (const grid of row.grids) this.mark(grid, row.document.id)
  }

  private mark(grid: string, id: string): void {
    const marks = this.data.marks.get(grid) ?? new Map<string, number>()
    this.data.marks.set(grid, marks)
    marks.set(id, ++this.data.clock)
  }
}
