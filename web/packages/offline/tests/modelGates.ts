/** The doors of gates as the contract asks them to be: rows written once, a feed of passes in pages, epochs. */
import { Refusal } from './refusal'

interface Pass {
  id: string
  [field: string]: unknown
}

type Body = Record<string, unknown>

export class ModelGates {
  epoch = 1
  page = 3
  /** Ids of which something is noticed, with its reasons. */
  readonly noticing = new Map<string, string[]>()
  /** Ids that are refused, with the code. */
  readonly refusing = new Map<string, string>()
  /** Requests with this id in them are not read at all. */
  unreadable = ''
  readonly written = new Map<string, Body>()
  readonly requests: { door: string; ids: string[]; now: string }[] = []
  readonly copies: Body[] = []
  watched: string[] | null = ['aa'.repeat(16)]
  readonly empty = { epoch: 1, now: '2022-06-01T00:00:10Z', cursor: '0', more: false, passes: [], gone: [] }
  private readonly passes = new Map<string, { pass: Pass; at: number }>()
  private readonly gone = new Map<string, number>()
  private clock = 0

  put(...passes: Pass[]): void {
    for (const pass of passes) this.passes.set(pass.id, { pass, at: ++this.clock })
  }

  remove(id: string): void {
    this.passes.delete(id)
    this.gone.set(id, ++this.clock)
  }

  answer(door: string, body: Body): Body {
    return door.endsWith('/copy') ? this.copy(body) : this.take(door, body)
  }

  private take(door: string, body: Body): Body {
    const rows = door === 'passages' ? (body[door] as Body[]) : [body]
    const ids = rows.map(({ id }) => id as string)
    this.requests.push({ door, ids, now: (body.now ?? '') as string })
    if (ids.includes(this.unreadable)) throw new Refusal('body_unreadable', 422)
    return door === 'passages' ? this.takeAll(rows) : this.takeOne(body)
  }

  private takeOne(row: Body): Body {
    const code = this.refusing.get(row.id as string)
    if (code) throw new Refusal(code, 404)
    this.written.set(row.id as string, row)
    return { answer: 'reported' }
  }

  private takeAll(rows: Body[]): Body {
    const ids = rows.map(({ id }) => id as string)
    const refused = ids.filter((id) => this.refusing.has(id))
    const known = ids.filter((id) => this.written.has(id))
    const taken = rows.filter(({ id }) => ![...refused, ...known].includes(id as string))
    for (const row of taken) this.written.set(row.id as string, row)
    const told = refused.map((id) => ({ id, code: this.refusing.get(id), message: 'Nicht so.' }))
    const noticed = taken.flatMap(({ id }) => {
      const reasons = this.noticing.get(id as string)
      return reasons ? [{ id, reasons }] : []
    })
    return { taken: taken.length, known: known.length, refused: told, noticed }
  }

  private copy(body: Body): Body {
    this.copies.push(body)
    const { epoch, cursor } = body as { epoch: number | null; cursor: string | null }
    if (cursor === 'broken') throw new Refusal('gate.cursor_unreadable', 400)
    const fresh = epoch !== this.epoch || cursor === null
    const from = fresh ? 0 : Number(cursor)
    const news = [
      ...[...this.passes.values()].map(({ pass, at }) => ({ at, pass, gone: '' })),
      ...[...this.gone].map(([gone, at]) => ({ at, pass: null, gone })),
    ]
      .filter(({ at }) => at > from)
      .sort((one, other) => one.at - other.at)
    const told = news.slice(0, this.page)
    return {
      epoch: this.epoch,
      now: '2022-06-01T00:00:10.000Z',
      fresh,
      cursor: String(told[told.length - 1]?.at ?? from),
      more: news.length > told.length,
      gate: { id: 'g1', name: '东门' },
      rules: [],
      watched: fresh ? this.watched : null,
      passes: told.flatMap(({ pass }) => (pass ? [pass] : [])),
      gone: told.flatMap(({ gone }) => (gone ? [gone] : [])),
    }
  }
}
