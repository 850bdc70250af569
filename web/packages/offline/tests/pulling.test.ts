// @vitest-environment node
import FDBObjectStore from 'fake-indexeddb/lib/FDBObjectStore'
import { describe, expect, it, vi } from 'vitest'
import type { Phone } from '../src/contract'
import { AccountStore } from '../src/storage'
import { Refusal } from './refusal'
import { DAY, grid, note, PIN, settled, states, WORKER, World } from './world'

async function ready() {
  const world = new World()
  return { world, phone: await world.phone() }
}

const ids = (phone: Phone) =>
  phone
    .all('household')
    .map(({ document }) => document.id)
    .sort()

async function storedIds(world: World, phone: Phone): Promise<string[]> {
  const store = new AccountStore(phone.device, world.tab.surroundings)
  const rows = await store.documents
    .where('[grid+pass]')
    .above(['', 0])
    .toArray()
    .finally(() => store.close())
  return rows
    .filter(({ kind }) => kind === 'household')
    .map(({ id }) => id)
    .sort()
}

describe('a first pull', () => {
  it('brings the documents of all grids, page after page, and then the phone is ready', async () => {
    const { world, phone } = await ready()
    expect(ids(phone)).toEqual(['h1', 'h2', 'h3', 'h4'])
    expect(phone.all('round')).toHaveLength(1)
    expect(phone.get('t1')).toMatchObject({ grid: 'a1', kind: 'target' })
    expect(phone.grids()).toEqual([grid('a1'), grid('a2')].map((one) => ({ ...one, name: one.id })))
    expect(phone.status()).toMatchObject({ ready: true, connection: 'online' })
    expect(world.line.asked.filter((one) => one === 'pull').length).toBeGreaterThan(2)
  })

  it('is soon done for who has no grid', async () => {
    const world = new World()
    const phone = await world.phones().create(WORKER, PIN, [])
    await expect(phone.sync()).resolves.toMatchObject({ ready: true })
  })

  it('goes on where the line broke', async () => {
    const world = new World()
    const phone = await world.phones().create(WORKER, PIN, [grid('a1'), grid('a2')])
    world.line.failAfter('pull')
    await phone.sync()
    expect(phone.status().ready).toBe(false)
    const before = ids(phone).length
    world.line.problem = undefined
    const again = await world.reopened()
    await again.sync()
    expect([before, ids(again).length, again.status().ready]).toEqual([3, 4, true])
  })
})

describe('a later pull', () => {
  it('brings what has changed, and takes what is gone', async () => {
    const { world, phone } = await ready()
    world.server.write('h1', { note: '桌上写的' })
    world.server.remove('h2')
    await phone.sync()
    expect(phone.get('h1')?.document.note).toBe('桌上写的')
    expect(ids(phone)).toEqual(['h1', 'h3', 'h4'])
    expect(ids(await world.reopened())).toEqual(['h1', 'h3', 'h4'])
  })

  it('follows a document from grid to grid', async () => {
    const { world, phone } = await ready()
    world.server.move('h1', 'a2')
    await phone.sync()
    expect(phone.get('h1')?.grid).toBe('a2')
    world.server.move('h1', 'foreign')
    await phone.sync()
    expect(phone.get('h1')).toBeUndefined()
  })

  it('is stored whole or not at all', async () => {
    const { world, phone } = await ready()
    world.server.write('h1', { note: '桌上写的' })
    world.server.write('h4', { note: '桌上写的' })
    const put = FDBObjectStore.prototype.put
    let left = 2
    vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      if (this.name === 'grids' && --left === 0) throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, given)
    })
    await expect(phone.sync()).rejects.toMatchObject({ code: 'storage_full' })
    vi.restoreAllMocks()
    expect(phone.get('h1')?.document.note).toBe('')
    const again = await world.reopened()
    expect(again.get('h1')?.document.note).toBe('')
    await again.sync()
    expect(again.get('h1')?.document.note).toBe('桌上写的')
  })

  it('begins anew when the server does not know the place in the feed', async () => {
    const { world, phone } = await ready()
    const pull = world.line.pull.bind(world.line)
    let isUnknown = true
    world.line.pull = (body) => {
      const { grids } = body as { grids: Record<string, string> }
      const unreadable = isUnknown && Object.values(grids).some((one) => one !== '')
      isUnknown = false
      return unreadable ? Promise.reject(new Refusal('sync.cursor_unreadable', 422)) : pull(body)
    }
    world.server.remove('h1')
    await expect(phone.sync()).resolves.toMatchObject({ connection: 'online' })
    expect(ids(phone)).toEqual(['h2', 'h3', 'h4'])
  })
})

describe('grids', () => {
  it('that the server takes away leave at once, others stay', async () => {
    const { world, phone } = await ready()
    world.server.give('worker', 'a2')
    await phone.sync()
    expect(ids(phone)).toEqual(['h4'])
    await expect(storedIds(world, phone)).resolves.toEqual(['h4'])
    expect(phone.grids().map(({ id }) => id)).toEqual(['a2'])
    expect(phone.get('r1')?.grid).toBe('a2')
  })

  it('that come back are told from the beginning', async () => {
    const { world, phone } = await ready()
    world.server.give('worker', 'a2')
    await phone.sync()
    world.server.give('worker', 'a1', 'a2')
    await phone.keepGrids([grid('a1'), grid('a2')])
    await phone.sync()
    expect(ids(phone)).toEqual(['h1', 'h2', 'h3', 'h4'])
  })

  it('that nobody wants to keep any more leave without a signal, in every tab', async () => {
    const { world, phone } = await ready()
    const other = await world.secondTab()
    world.line.isCut = true
    await phone.keepGrids([grid('a2')])
    await settled()
    expect([ids(phone), ids(other)]).toEqual([['h4'], ['h4']])
    await expect(storedIds(world, phone)).resolves.toEqual(['h4'])
  })

  it('that left while an answer was under way do not come back with it', async () => {
    const { world, phone } = await ready()
    world.server.write('h1', { note: '桌上写的' })
    const letGo = world.line.holdAnswerTo('pull')
    const syncing = phone.sync()
    await settled()
    await phone.keepGrids([grid('a2')])
    letGo()
    await syncing
    expect(ids(phone)).toEqual(['h4'])
    await expect(storedIds(world, phone)).resolves.toEqual(['h4'])
  })

  it('that were not asked for are not taken', async () => {
    const { world, phone } = await ready()
    const pull = world.line.pull.bind(world.line)
    world.line.pull = async (body) => {
      const answer = await pull(body)
      const foreign = { id: 'b1', code: 'b1', name: 'b1', fresh: true, cursor: '9', more: false, gone: [] }
      return { ...answer, grids: [...(answer.grids as object[]), { ...foreign, households: [{ id: 'h9' }] }] }
    }
    await phone.sync()
    expect(ids(phone)).not.toContain('h9')
    await expect(storedIds(world, phone)).resolves.not.toContain('h9')
  })
})

describe('a new epoch', () => {
  it('keeps what is there until the last page, then forgets what was not told', async () => {
    const { world, phone } = await ready()
    world.server.backUp()
    world.server.household('h5', 'a1')
    await phone.sync()
    world.server.restore()
    world.server.page = 1
    world.line.failAfter('pull')
    await phone.sync()
    world.line.problem = undefined
    const seen: string[][] = []
    phone.onChange(() => seen.push(ids(phone)))
    await phone.sync()
    expect(seen[0]).toEqual(['h1', 'h2', 'h3', 'h4', 'h5'])
    expect(seen.every((one) => one.length >= 4)).toBe(true)
    expect(ids(phone)).toEqual(['h1', 'h2', 'h3', 'h4'])
    await expect(storedIds(world, phone)).resolves.toEqual(['h1', 'h2', 'h3', 'h4'])
  })

  it('in which a backup was restored gets what it has lost, before what builds on it', async () => {
    const { world, phone } = await ready()
    world.server.backUp()
    const added = await phone.give('household.add', { id: 'h9', grid: 'a1', note: '' })
    await phone.sync()
    const changed = await phone.give('household.change', note('h9', '门铃坏'))
    world.server.restore()
    expect(world.server.has('h9')).toBe(false)
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed', 'confirmed'])
    expect([added, changed].map(({ id }) => world.server.timesCarriedOut(id))).toEqual([1, 1])
    expect(phone.get('h9')?.document).toEqual(world.server.documents('a1').get('h9'))
  })

  it('in which nothing was lost carries nothing out twice, and shows nothing old', async () => {
    const { world, phone } = await ready()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    await phone.sync()
    world.server.write('h1', { note: '桌上写的' })
    await phone.sync()
    world.server.promote()
    const seen = new Set<unknown>()
    phone.onChange(() => seen.add(phone.get('h1')?.document.note))
    await phone.sync()
    expect([...seen]).toEqual(['桌上写的'])
    expect(world.server.timesCarriedOut(id)).toBe(1)
    expect(states(phone)).toEqual(['confirmed'])
  })

  it('brings photographs again that a lost backup had', async () => {
    const { world, phone } = await ready()
    world.server.backUp()
    const visit = { id: 'v1', target_id: 't1', outcome: 'no_answer' }
    const { photos } = await phone.give('visit.record', visit, { photos: [new Blob(['一'])] })
    await phone.sync()
    world.server.restore()
    expect(world.server.photos()).toEqual([])
    await phone.sync()
    expect(world.server.photos()).toEqual(photos)
  })
})

describe('a document with a last day', () => {
  it('leaves the phone by itself, and its storage too', async () => {
    const { world, phone } = await ready()
    const until = new Date(world.browser.now + DAY).toISOString()
    world.server.write('h1', { kept_until: until })
    await phone.sync()
    expect(ids(phone)).toContain('h1')
    world.browser.now += DAY
    await phone.sync()
    expect(ids(phone)).toEqual(['h2', 'h3', 'h4'])
    expect(await storedIds(world, phone)).toEqual(['h2', 'h3', 'h4'])
  })
})
