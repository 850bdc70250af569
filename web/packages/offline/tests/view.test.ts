// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import type { Copy } from '../src/base'
import type { Draft, Kinds } from '../src/contract'
import type { Entry } from '../src/entries'
import { FEED_LAGS, View } from '../src/view'
import { kinds, type Home } from './kinds'

const home = (id: string, version = 1, change: Partial<Home> = {}): Copy => ({
  grid: 'a1',
  kind: 'household',
  document: { id, version, note: '', count: 0, residents: [], ...change },
})

let order = 0
const command = (content: Entry['content'], change: Partial<Entry> = {}): Entry => ({
  ...{ order: ++order, id: `c${order}`, kind: 'household.change', at: '', photos: [] },
  ...{ state: 'waiting', settled: false, endedAt: 0, content },
  ...change,
})

function seen(given: Kinds = kinds, report = vi.fn()) {
  const view = new View(given, report)
  view.grids.add('a1')
  view.grids.add('a2')
  return view
}

const noteOf = (view: View, id: string) => view.get<Home>(id)?.document.note

describe('documents with commands on top', () => {
  it('are as the commands make them, one after the other', () => {
    const view = seen()
    view.change({ put: [home('h1'), home('h2')] })
    view.add(command({ id: 'h1', note: '一' }))
    view.add(command({ id: 'h1', note: '二' }))
    expect([noteOf(view, 'h1'), noteOf(view, 'h2')]).toEqual(['二', ''])
  })

  it('keep to the order of the outbox, whenever this tab hears of them', () => {
    const view = seen()
    view.change({ put: [home('h1')] })
    const [first, second] = [command({ id: 'h1', note: '一' }), command({ id: 'h1', note: '二' })]
    view.add(second)
    view.change({ entries: [first] })
    expect(noteOf(view, 'h1')).toBe('二')
  })

  it('stay under commands when they are pulled anew', () => {
    const view = seen()
    view.change({ put: [home('h1')] })
    view.add(command({ id: 'h1', note: '一' }))
    view.change({ put: [home('h1', 2, { count: 4 })] })
    expect(view.get<Home>('h1')?.document).toMatchObject({ note: '一', count: 4, version: 2 })
  })

  it('are the same objects where nothing has changed', () => {
    const view = seen()
    view.change({ put: [home('h1'), home('h2')] })
    const [one, two, list] = [view.get('h1'), view.get('h2'), view.all('round')]
    view.add(command({ id: 'h1', note: '一' }))
    view.change({ put: [home('h3')] })
    expect(view.get('h2')).toBe(two)
    expect(view.get('h1')).not.toBe(one)
    expect(view.all('round')).toBe(list)
    expect(one?.document).toMatchObject({ note: '' })
  })

  it('that were shown before are not changed behind the reader', () => {
    const view = seen()
    view.change({ put: [home('h1')] })
    view.add(command({ id: 'h1', note: '一' }))
    const before = view.get<Home>('h1')
    view.add(command({ id: 'h1', note: '二' }))
    expect(before?.document.note).toBe('一')
  })

  it('leave when a command removes them, and come back when it was refused', () => {
    const remove = { about: () => ['h1'], apply: vi.fn((draft) => draft.remove('h1')), settled: () => false }
    const view = seen({ remove })
    view.change({ put: [home('h1')] })
    const given = command({ id: 'h1' }, { kind: 'remove' })
    view.add(given)
    expect([view.get('h1'), view.all('household')]).toEqual([undefined, []])
    view.change({ entries: [{ ...given, state: 'needs_you' }] })
    expect(view.get('h1')).toMatchObject({ pending: 'needs_you' })
  })

  it('that a command has added show, unless the phone no longer keeps their grid', () => {
    const view = seen()
    const add = (grid: string) => command({ id: `new ${grid}`, grid, note: '' }, { kind: 'household.add' })
    view.add(add('a1'))
    view.add(add('b1'))
    expect(view.all('household').map(({ document }) => document.id)).toEqual(['new a1'])
    view.grids.delete('a1')
    view.change({})
    expect(view.all('household')).toEqual([])
  })

  it('outlive a mistake about one command, which is reported', () => {
    const report = vi.fn()
    const mistake = { about: () => ['h1'], apply: () => expect.fail('a mistake'), settled: () => false }
    const view = seen({ ...kinds, mistake }, report)
    view.change({ put: [home('h1')] })
    view.add(command({ id: 'h1' }, { kind: 'mistake' }))
    view.add(command({ id: 'h1', note: '二' }))
    expect(noteOf(view, 'h1')).toBe('二')
    expect(report).toHaveBeenCalled()
  })
})

describe('the mark beside a document', () => {
  it.each([
    [['confirmed', 'sent', 'waiting'], 'waiting'],
    [['waiting', 'needs_you'], 'needs_you'],
    [['confirmed', 'sent'], 'sent'],
    [['confirmed'], 'confirmed'],
    [[], ''],
  ] as const)('of commands that are %j is %s', (states, mark) => {
    const view = seen()
    const entries = states.map((state) => command({ id: 'h1', note: '' }, { state, answer: { version: 9 } }))
    view.change({ put: [home('h1')], entries })
    expect(view.get('h1')?.pending).toBe(mark)
  })
})

describe('a command that the server has confirmed', () => {
  const confirmed = (version: number, change: Partial<Entry> = {}) =>
    command({ id: 'h1', note: '一' }, { state: 'confirmed', answer: { version }, ...change })

  it('stays on top until the documents hold it', () => {
    const view = seen()
    view.change({ put: [home('h1')] })
    expect(view.change({ entries: [confirmed(2)] })).toEqual([])
    expect(noteOf(view, 'h1')).toBe('一')
    const settled = view.change({ put: [home('h1', 2, { note: '一' })] })
    expect(settled).toHaveLength(1)
    view.change({ put: [home('h1', 3, { note: '桌上写的' })] })
    expect(noteOf(view, 'h1')).toBe('桌上写的')
  })

  it('does not come back when its document goes', () => {
    const view = seen()
    const added = command({ id: 'h9', grid: 'a1', note: '' }, { kind: 'household.add', state: 'confirmed' })
    view.change({ entries: [added] })
    view.change({ put: [home('h9')] })
    view.change({ drop: [['a1', 'h9']] })
    expect(view.get('h9')).toBeUndefined()
  })

  it('is looked for in the pulled documents, not in what other commands make of them', () => {
    const view = seen({
      see: {
        ...kinds['household.change'],
        settled: (draft: Draft) => draft.get('h1')?.document.note === '一',
      } as never,
    })
    view.change({ put: [home('h1')] })
    const see = (change: Partial<Entry>) => command({ id: 'h1', note: '一' }, { kind: 'see', ...change })
    view.add(see({}))
    expect(view.change({ entries: [see({ state: 'confirmed' })] })).toEqual([])
  })

  it('is held by whatever the server tells of its documents afterwards', () => {
    const view = seen()
    const added = command(
      { id: 'p1', household_id: 'h1', name: '文兰' },
      { kind: 'resident.add', state: 'confirmed' },
    )
    view.change({ put: [home('h1')], entries: [added] })
    expect(view.get<Home>('h1')?.document.residents).toHaveLength(1)
    view.change({ put: [home('h1', 2)], told: new Set(['h1']) }) // she has left already
    expect(view.get<Home>('h1')?.document.residents).toEqual([])
  })

  it('is held by a whole sync that began long enough after it, though nothing was told', () => {
    const view = seen()
    const added = { kind: 'resident.add', state: 'confirmed', endedAt: 1000 } as const
    view.change({
      put: [home('h1')],
      entries: [command({ id: 'p1', household_id: 'h1', name: '文兰' }, added)],
    })
    expect(view.change({ wholeSince: 1000 + FEED_LAGS })).toEqual([])
    expect(view.change({ wholeSince: 1001 + FEED_LAGS })).toHaveLength(1)
    expect(view.get<Home>('h1')?.document.residents).toEqual([])
  })
})

describe('a document of several grids', () => {
  const round = (grid: string, version: number): Copy => ({
    grid,
    kind: 'round',
    document: { id: 'r1', version },
  })

  it('shows once, the newest of its copies', () => {
    const view = seen()
    view.change({ put: [round('a1', 2), round('a2', 1)] })
    expect(view.all('round')).toMatchObject([{ document: { version: 2 } }])
    view.change({ put: [round('a2', 3)] })
    expect(view.all('round')).toMatchObject([{ grid: 'a2', document: { version: 3 } }])
  })

  it('stays while one grid has it', () => {
    const view = seen()
    view.change({ put: [round('a1', 1), round('a2', 1)] })
    view.change({ drop: [['a2', 'r1']] })
    expect(view.get('r1')).toMatchObject({ grid: 'a1' })
    view.change({ drop: [['a1', 'r1']] })
    expect(view.get('r1')).toBeUndefined()
  })
})

describe('what a change costs', () => {
  it('does not depend on the documents that it does not touch', () => {
    const view = seen()
    view.change({ put: Array.from({ length: 3000 }, (_, index) => home(`h${index}`)) })
    const before = new Map(view.all('household').map((one) => [one.document.id, one]))
    const copies = vi.spyOn(JSON, 'parse')
    for (let round = 0; round < 50; round++) view.add(command({ id: `h${round}`, note: '一' }))
    expect(copies).toHaveBeenCalledTimes(50)
    view.change({ put: [home('h2000', 2)] })
    expect(copies).toHaveBeenCalledTimes(100) // the commands once more, the other documents not at all
    const same = view.all('household').filter((one) => before.get(one.document.id) === one)
    expect(same).toHaveLength(3000 - 51)
  })
})
