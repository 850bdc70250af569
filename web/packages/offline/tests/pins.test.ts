// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { openPhones } from '../src/phones'
import { AccountStore, DeviceStore, type AccountRow } from '../src/storage'
import { kinds } from './kinds'
import { grid, LIMITS, note, PIN, states, WORKER, World } from './world'

const WRONG = '000000'

async function account(world: World): Promise<AccountRow> {
  const store = new DeviceStore(world.tab.surroundings)
  const [row] = await store.accounts.toArray().finally(() => store.close())
  return row as AccountRow
}

/** Everything that lies in the browser, as text. */
async function dump(world: World): Promise<string> {
  const { device } = await account(world)
  const stores = [new DeviceStore(world.tab.surroundings), new AccountStore(device, world.tab.surroundings)]
  const texts = []
  for (const store of stores) {
    await store.open()
    for (const table of store.tables) texts.push(...(await table.toArray()).flatMap(textsOf))
    store.close()
  }
  return texts.join('\n')
}

function textsOf(value: unknown): string[] {
  if (value instanceof Uint8Array) return [new TextDecoder('utf-8', { fatal: false }).decode(value)]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf)
  return [String(value)]
}

describe('a PIN', () => {
  it('opens the phone with all that is on it', async () => {
    const world = new World(crypto)
    const phone = await world.phone()
    world.line.isCut = true
    await phone.give('household.change', note('h1', '门铃坏'))
    await phone.keep('walk', { step: 3 })
    const again = await world.reopened()
    expect(again.all('household')).toHaveLength(4)
    expect(again.get('h1')?.document).toMatchObject({ note: '门铃坏' })
    expect(states(again)).toEqual(['waiting'])
    await expect(again.read('walk')).resolves.toEqual({ step: 3 })
  })

  it('must be long enough', async () => {
    const world = new World(crypto)
    const made = world.phones().create(WORKER, '12345', [])
    await expect(made).rejects.toMatchObject({ code: 'pin_too_short', details: { pinLength: 6 } })
  })

  it('that is wrong says how many tries are left', async () => {
    const world = new World(crypto)
    await world.phone()
    const unlocked = world.phones().unlock(WORKER.id, WRONG)
    await expect(unlocked).rejects.toMatchObject({ code: 'pin_wrong', details: { triesLeft: 2 } })
    await expect(world.phones().known()).resolves.toMatchObject([{ state: 'locked', triesLeft: 2 }])
  })

  it('that is right makes good for the wrong ones before', async () => {
    const world = new World(crypto)
    await world.phone()
    await world
      .phones()
      .unlock(WORKER.id, WRONG)
      .catch(() => undefined)
    await world.phones().unlock(WORKER.id, PIN)
    await expect(world.phones().known()).resolves.toMatchObject([{ triesLeft: LIMITS.wrongPins }])
  })

  it('counts as tried when the page is killed during the try', async () => {
    const world = new World(crypto)
    await world.phone()
    for (let round = 0; round < LIMITS.wrongPins; round++) {
      const tab = world.browser.tab()
      tab.breath = 2
      void world.phones(tab).unlock(WORKER.id, WRONG)
      await tab.dead
    }
    await expect(world.phones().unlock(WORKER.id, PIN)).rejects.toMatchObject({ code: 'pins_used_up' })
  })

  it('can be changed by who knows it', async () => {
    const world = new World(crypto)
    const phone = await world.phone()
    await expect(phone.changePin(WRONG, '246802')).rejects.toMatchObject({ code: 'pin_wrong' })
    await expect(phone.changePin(PIN, '1')).rejects.toMatchObject({ code: 'pin_too_short' })
    await phone.changePin(PIN, '246802')
    await expect(world.phones().unlock(WORKER.id, PIN)).rejects.toMatchObject({ code: 'pin_wrong' })
    await expect(world.phones().unlock(WORKER.id, '246802')).resolves.toMatchObject({ account: WORKER })
  })
})

describe('wrong PINs that used up all tries', () => {
  async function usedUp(world: World): Promise<void> {
    for (let round = 1; round < LIMITS.wrongPins; round++) {
      await expect(world.phones().unlock(WORKER.id, WRONG)).rejects.toMatchObject({ code: 'pin_wrong' })
    }
    await expect(world.phones().unlock(WORKER.id, WRONG)).rejects.toMatchObject({ code: 'pins_used_up' })
  }

  it('take the documents away and keep what was typed', async () => {
    const world = new World(crypto)
    const phone = await world.phone()
    world.line.isCut = true
    await phone.give('household.change', note('h1', '门铃坏'))
    await usedUp(world)
    await expect(world.phones().known()).resolves.toMatchObject([
      { state: 'pin_void', waiting: 1, triesLeft: 0 },
    ])
    const row = await account(world)
    expect(row.pin).toBeUndefined()
    const store = new AccountStore(row.device, world.tab.surroundings)
    await expect(store.documents.count().finally(() => store.close())).resolves.toBe(0)
    await expect(world.phones().unlock(WORKER.id, PIN)).rejects.toMatchObject({ code: 'pins_used_up' })
  })

  it('lose nothing: with the secret of the server and a new PIN all goes up', async () => {
    const world = new World(crypto)
    const phone = await world.phone()
    world.line.isCut = true
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    await usedUp(world)
    await expect(world.phones().recover(WORKER.id, '246802')).rejects.toMatchObject({ code: 'offline' })
    world.line.isCut = false
    const again = await world.phones().recover(WORKER.id, '246802')
    await again.sync()
    expect(states(again)).toEqual(['confirmed'])
    expect(world.server.timesCarriedOut(id)).toBe(1)
    expect(again.all('household')).toHaveLength(4)
    await expect(world.phones().unlock(WORKER.id, '246802')).resolves.toBeDefined()
  })

  it('lock the phone in every tab', async () => {
    const world = new World(crypto)
    const phone = await world.phone()
    for (let round = 0; round < LIMITS.wrongPins; round++)
      await world
        .phones(world.browser.tab())
        .unlock(WORKER.id, WRONG)
        .catch(() => undefined)
    await vi.waitFor(() => expect(phone.status().ended).toBe('locked'), { timeout: 15_000 })
  })
})

describe('an account that is known already', () => {
  it('is recovered, with the grids that it has now', async () => {
    const world = new World(crypto)
    const phone = await world.phone()
    world.line.isCut = true
    await phone.give('household.change', note('h1', '门铃坏'))
    world.line.isCut = false
    const again = await world.phones().create(WORKER, '246802', [grid('a1')])
    expect(again.device).toBe(phone.device)
    expect(again.grids().map(({ id }) => id)).toEqual(['a1'])
    expect(again.status().waiting).toBe(1)
  })
})

describe('a new phone', () => {
  it('needs a signal', async () => {
    const world = new World(crypto)
    world.line.isCut = true
    await expect(world.phones().create(WORKER, PIN, [])).rejects.toMatchObject({ code: 'offline' })
    await expect(world.phones().known()).resolves.toEqual([])
  })

  it('needs a browser that stores and seals', async () => {
    const world = new World(crypto)
    const poor = { ...world.tab.surroundings, crypto: {} as Crypto }
    const phones = openPhones(world.line, kinds, LIMITS, poor)
    await expect(phones.known()).rejects.toMatchObject({ code: 'no_storage' })
    const bare = { ...world.tab.surroundings, indexedDB: undefined as unknown as IDBFactory }
    await expect(openPhones(world.line, kinds, LIMITS, bare).known()).rejects.toMatchObject({
      code: 'no_storage',
    })
  })

  it('has an id of its own for each account of the browser', async () => {
    const world = new World(crypto)
    const one = await world.phone()
    const other = await world.phones().create({ id: 'other', name: '白晨' }, PIN, [])
    expect(other.device).not.toBe(one.device)
    await expect(world.phones().known()).resolves.toHaveLength(2)
  })
})

describe('what lies in the browser', () => {
  it('can be read by nobody without the PIN', async () => {
    const world = new World(crypto)
    world.server.write('h1', { note: '同住老人需协助' })
    const phone = await world.phone()
    world.line.isCut = true
    const photos = [new Blob(['像素像素像素'], { type: 'image/jpeg' })]
    await phone.give('household.change', note('h2', '门铃坏'), { photos })
    await phone.keep('walk', '巡查路线')
    const lying = await dump(world)
    for (const text of ['同住老人需协助', '门铃坏', '巡查路线', '像素', PIN])
      expect(lying).not.toContain(text)
    expect(lying).toContain(phone.device)
  })

  it('cannot be tried with all PINs elsewhere: the key around it does not leave the browser', async () => {
    const world = new World(crypto)
    await world.phone()
    const { deviceKey } = await account(world)
    expect(deviceKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', deviceKey)).rejects.toMatchObject({
      name: 'InvalidAccessError',
    })
  })
})
