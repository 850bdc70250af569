// @vitest-environment node
import FDBObjectStore from 'fake-indexeddb/lib/FDBObjectStore'
import { describe, expect, it, vi } from 'vitest'
import type { Home } from './kinds'
import { note, states, World } from './world'

const full = () => new DOMException('no room', 'QuotaExceededError')
const photo = (text: string) => new Blob([text], { type: 'image/jpeg' })

async function offline(world = new World()) {
  const phone = await world.phone()
  world.line.isCut = true
  return { world, phone }
}

describe('a command that is given', () => {
  it('shows at once, on this phone alone', async () => {
    const { phone, world } = await offline()
    const given = await phone.give('household.change', note('h1', '门铃坏'))
    expect(given).toMatchObject({ state: 'waiting', about: ['h1'], kind: 'household.change' })
    expect(Date.parse(given.at)).toBe(world.browser.now)
    expect(phone.get<Home>('h1')).toMatchObject({ pending: 'waiting', document: { note: '门铃坏' } })
    expect(phone.status()).toMatchObject({ waiting: 1, needsYou: 0 })
  })

  it('is confirmed by a sync', async () => {
    const world = new World()
    const phone = await world.phone()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    await expect(phone.sync()).resolves.toMatchObject({ connection: 'online', waiting: 0 })
    expect(states(phone)).toEqual(['confirmed'])
    expect(phone.get<Home>('h1')?.document).toMatchObject({ note: '门铃坏', version: 2 })
    expect(world.server.timesCarriedOut(id)).toBe(1)
  })

  it('is there when the page is killed right after', async () => {
    const { phone, world } = await offline()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    expect((await world.reopened()).outbox()).toMatchObject([
      { id, state: 'waiting', content: note('h1', '门铃坏') },
    ])
  })

  it('must be of a kind that the app knows', async () => {
    const { phone } = await offline()
    await expect(phone.give('household.paint', { id: 'h1' })).rejects.toThrow('household.paint')
    expect(phone.outbox()).toEqual([])
  })
})

describe('a change of a row', () => {
  it("names the phone's own change before it", async () => {
    const { phone } = await offline()
    const first = await phone.give('household.change', note('h1', '一'))
    const second = await phone.give('household.change', note('h1', '二'))
    const other = await phone.give('household.change', note('h2', '三'))
    expect([first, second, other].map(({ content }) => content.after)).toEqual([
      undefined,
      first.id,
      undefined,
    ])
  })

  it('names one that was given in the same moment', async () => {
    const { phone } = await offline()
    const give = (text: string) => phone.give('household.change', note('h1', text))
    const [first, second, third] = await Promise.all([give('一'), give('二'), give('三')])
    expect([second.content.after, third.content.after]).toEqual([first.id, second.id])
  })

  it('names the addition of the row, and an addition names nothing', async () => {
    const { phone } = await offline()
    const added = await phone.give('household.add', { id: 'h9', grid: 'a1', note: '' })
    const changed = await phone.give('household.change', note('h9', '一', 0))
    const again = await phone.give('household.add', { id: 'h9', grid: 'a1', note: '' })
    expect([changed, again].map(({ content }) => content.after)).toEqual([added.id, undefined])
  })

  it('names a confirmed one that the documents do not show yet, and none that they show', async () => {
    const { phone, world } = await offline()
    const first = await phone.give('household.change', note('h1', '一'))
    world.line.isCut = false
    world.line.failAfter('push')
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed'])
    const second = await phone.give('household.change', note('h1', '二'))
    world.line.problem = undefined
    await phone.sync()
    const third = await phone.give('household.change', note('h1', '三', 3))
    expect([second, third].map(({ content }) => content.after)).toEqual([first.id, undefined])
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed', 'confirmed', 'confirmed'])
  })

  it('does not name one that was refused', async () => {
    const world = new World()
    const phone = await world.phone()
    await phone.give('household.change', note('h1', '一'))
    world.server.write('h1', { note: '桌上写的' })
    await phone.sync()
    const next = await phone.give('household.change', note('h1', '二', 2))
    expect(next.content.after).toBeUndefined()
  })
})

describe('a full storage', () => {
  it.each(['add', 'bulkAdd with a photo'])('is told, and nothing is stored (%s)', async (how) => {
    const { phone, world } = await offline()
    vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw full()
    })
    const photos = how === 'add' ? [] : [photo('像素')]
    const given = phone.give('household.change', note('h1', '门铃坏'), { photos })
    await expect(given).rejects.toMatchObject({ code: 'storage_full' })
    vi.restoreAllMocks()
    expect(phone.outbox()).toEqual([])
    expect(phone.get<Home>('h1')).toMatchObject({ pending: '', document: { note: '' } })
    expect((await world.reopened()).outbox()).toEqual([])
    expect(world.tab.errors).toEqual([])
  })

  it('is told when it shows at the end of the transaction alone', async () => {
    const { phone } = await offline()
    const add = FDBObjectStore.prototype.add
    vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...given) {
      const request = add.apply(this, given)
      request.addEventListener('success', () => {
        const transaction = this.transaction as unknown as { _abort(name: string): void }
        transaction._abort('QuotaExceededError')
      })
      return request
    })
    await expect(phone.give('household.change', note('h1', '门'))).rejects.toMatchObject({
      code: 'storage_full',
    })
    expect(phone.outbox()).toEqual([])
  })

  it('gives up photographs that the server has before it refuses', async () => {
    const world = new World()
    const phone = await world.phone()
    const { photos } = await phone.give('household.change', note('h1', '一'), { photos: [photo('像素')] })
    await phone.sync()
    const add = FDBObjectStore.prototype.add
    const remove = FDBObjectStore.prototype.delete
    let isFull = true
    vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...given) {
      if (isFull) throw full()
      return add.apply(this, given)
    })
    vi.spyOn(FDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      isFull = false
      return remove.call(this, key)
    })
    await phone.give('household.change', note('h2', '二'))
    expect(phone.outbox()).toHaveLength(2)
    await expect(phone.photo(photos[0] ?? '')).resolves.toBeUndefined()
  })

  it('is told of notes too', async () => {
    const { phone } = await offline()
    vi.spyOn(FDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw full()
    })
    await expect(phone.keep('walk', 1)).rejects.toMatchObject({ code: 'storage_full' })
  })

  it('is seen coming', async () => {
    const world = new World()
    world.tab.surroundings.storage = {
      estimate: () => Promise.resolve({ usage: 90, quota: 100 }),
      persist: vi.fn(() => Promise.resolve(true)),
    }
    const phone = await world.phone()
    expect(phone.status().storage).toBe(0.9)
    expect(world.tab.surroundings.storage.persist).toHaveBeenCalledOnce()
  })
})

describe('photographs', () => {
  it('get ids, which the command names, and stay readable', async () => {
    const { phone, world } = await offline()
    const content = { id: 'v1', target_id: 't1', outcome: 'no_answer' }
    const given = await phone.give('visit.record', content, { photos: [photo('一'), photo('二')] })
    expect(given.photos).toHaveLength(2)
    expect(given.content.photos).toEqual(given.photos)
    const again = await world.reopened()
    const kept = await again.photo(given.photos[1] ?? '')
    expect([kept?.type, await kept?.text()]).toEqual(['image/jpeg', '二'])
    await expect(again.photo('unknown')).resolves.toBeUndefined()
  })
})

describe('notes', () => {
  it('are kept, changed and forgotten', async () => {
    const { phone } = await offline()
    await expect(phone.read('walk')).resolves.toBeUndefined()
    await phone.keep('walk', { step: 1 })
    await phone.keep('walk', { step: 2 })
    await expect(phone.read('walk')).resolves.toEqual({ step: 2 })
    await phone.keep('walk', undefined)
    await expect(phone.read('walk')).resolves.toBeUndefined()
  })
})
