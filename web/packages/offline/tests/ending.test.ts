// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { DeviceStore, type AccountRow } from '../src/storage'
import { Refusal } from './refusal'
import { DAY, note, PIN, settled, states, WORKER, World } from './world'

async function databases(world: World): Promise<string[]> {
  const all = await world.browser.storage.databases()
  return all.map(({ name }) => name ?? '').filter((name) => name !== 'gridward-phones')
}

describe('a phone that the server has revoked', () => {
  it('is wiped at once, with what waited, in every tab', async () => {
    const world = new World()
    const phone = await world.phone()
    const other = await world.secondTab()
    await phone.give('household.change', note('h1', '门铃坏'))
    world.server.revoked.add(phone.device)
    await expect(phone.sync()).rejects.toMatchObject({ code: 'wiped' })
    await settled()
    expect([phone.status().ended, other.status().ended]).toEqual(['wiped', 'wiped'])
    expect(phone.all('household')).toEqual([])
    await expect(phone.give('household.change', note('h1', '又'))).rejects.toMatchObject({ code: 'wiped' })
    await expect(databases(world)).resolves.toEqual([])
    await expect(world.phones().known()).resolves.toEqual([])
  })

  it('is wiped when it asks for its secret', async () => {
    const world = new World()
    const { device } = await world.phone()
    world.line.problem = new Refusal('sync.device_revoked', 403)
    await expect(world.phones().recover(WORKER.id, PIN)).rejects.toMatchObject({ code: 'wiped' })
    await expect(databases(world)).resolves.toEqual([])
    expect(device).toBeTruthy()
  })

  it('is another phone when it is taken into use again', async () => {
    const world = new World()
    const phone = await world.phone()
    world.server.revoked.add(phone.device)
    await phone.sync().catch(() => undefined)
    const again = await world.phone()
    expect(again.device).not.toBe(phone.device)
    expect(again.all('household')).toHaveLength(4)
  })

  it('is wiped to the end at the next start, should the page be killed in the middle', async () => {
    const world = new World()
    const phone = await world.phone()
    const store = new DeviceStore(world.tab.surroundings)
    const row = { id: WORKER.id, name: WORKER.name, device: phone.device, wiped: true } as AccountRow
    await store.accounts.put(row).finally(() => store.close())
    world.tab.kill()
    const tab = world.browser.tab()
    await expect(world.phones(tab).known()).resolves.toEqual([])
    await expect(databases(world)).resolves.toEqual([])
  })
})

describe('who leaves', () => {
  it('leaves nothing behind', async () => {
    const world = new World()
    const phone = await world.phone()
    const other = await world.secondTab()
    await phone.leave()
    await settled()
    expect([phone.status().ended, other.status().ended]).toEqual(['left', 'left'])
    await expect(databases(world)).resolves.toEqual([])
    await expect(world.phones().known()).resolves.toEqual([])
  })

  it('stays while something waits, or needs a decision', async () => {
    const world = new World()
    const phone = await world.phone()
    await phone.give('household.change', note('h1', '门铃坏'))
    await expect(phone.leave()).rejects.toMatchObject({ code: 'outbox_not_empty', details: { waiting: 1 } })
    world.server.write('h1', { note: '桌上写的' })
    await phone.sync()
    await expect(phone.leave()).rejects.toMatchObject({ code: 'outbox_not_empty', details: { needsYou: 1 } })
    await phone.setAside(phone.outbox()[0]?.id ?? '')
    await phone.leave()
    expect(phone.status().ended).toBe('left')
  })

  it('stays for what another tab has given just now', async () => {
    const world = new World()
    const phone = await world.phone()
    const other = await world.secondTab()
    world.line.isCut = true
    await other.give('household.change', note('h1', '门铃坏'))
    await expect(phone.leave()).rejects.toMatchObject({ code: 'outbox_not_empty' })
  })
})

describe('a phone that has not heard of its server for too long', () => {
  it('forgets the documents when it is opened, and keeps what was typed', async () => {
    const world = new World()
    const phone = await world.phone()
    world.line.isCut = true
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    world.browser.now += 7 * DAY + 1
    const again = await world.reopened()
    expect(again.all('household')).toEqual([])
    expect(again.status()).toMatchObject({ ready: false, waiting: 1 })
    world.line.isCut = false
    await expect(again.sync()).resolves.toMatchObject({ ready: true, waiting: 0 })
    expect(world.server.timesCarriedOut(id)).toBe(1)
    expect(again.all('household')).toHaveLength(4)
  })

  it('keeps them until then', async () => {
    const world = new World()
    await world.phone()
    world.line.isCut = true
    world.browser.now += 7 * DAY - 1
    expect((await world.reopened()).all('household')).toHaveLength(4)
  })

  it('forgets them while it is open', async () => {
    const world = new World()
    const phone = await world.phone()
    world.line.isCut = true
    world.browser.now += 7 * DAY
    await world.tab.pass(600_000)
    await settled()
    expect(phone.all('household')).toEqual([])
    expect(phone.status().ended).toBeUndefined()
  })

  it('forgets them before anybody enters a PIN', async () => {
    const world = new World()
    const phone = await world.phone()
    world.tab.kill()
    world.browser.now += 8 * DAY
    await world.phones(world.browser.tab()).known()
    world.browser.now -= 8 * DAY
    const again = await world.reopened()
    expect(phone.device).toBe(again.device)
    expect(again.all('household')).toEqual([])
  })

  it('is helped little by a clock that is set back', async () => {
    const world = new World()
    await world.phone()
    world.line.isCut = true
    world.browser.now += 5 * DAY
    await world.reopened()
    world.browser.now -= 4 * DAY // as if one day had passed
    expect((await world.reopened()).all('household')).toHaveLength(4)
    world.browser.now += 6 * DAY + 1
    expect((await world.reopened()).all('household')).toEqual([])
  })

  it('does not suffer from a clock that was wrong until the server answered', async () => {
    const world = new World()
    const phone = await world.phone()
    world.browser.now += 3000 * DAY
    await phone.sync()
    world.browser.now -= 3000 * DAY
    await phone.sync()
    expect((await world.reopened()).all('household')).toHaveLength(4)
  })

  it('does not count a refusal as having heard', async () => {
    const world = new World()
    const phone = await world.phone()
    const { heardAt } = phone.status()
    world.browser.now += DAY
    world.line.problem = new Refusal('sign_in_needed', 401)
    await expect(phone.sync()).resolves.toMatchObject({ connection: 'sign_in_needed', heardAt })
  })
})

describe('a phone whose session has ended', () => {
  it('sends again after the next sign-in what was sent before, and it is done once', async () => {
    const world = new World()
    const phone = await world.phone()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    world.line.loseAnswerTo('push')
    await phone.sync()
    world.line.problem = new Refusal('sign_in_needed', 401)
    await expect(phone.sync()).resolves.toMatchObject({ connection: 'sign_in_needed', waiting: 1 })
    const again = await world.reopened()
    await expect(again.sync()).resolves.toMatchObject({ connection: 'sign_in_needed', waiting: 1 })
    expect(states(again)).toEqual(['sent'])
    world.line.problem = undefined
    await expect(again.sync()).resolves.toMatchObject({ connection: 'online', waiting: 0 })
    expect(states(again)).toEqual(['confirmed'])
    expect(world.server.timesCarriedOut(id)).toBe(1)
  })
})

describe('a phone that is locked', () => {
  it('shows nothing and takes nothing', async () => {
    const world = new World()
    const phone = await world.phone()
    phone.lock()
    expect(phone.status().ended).toBe('locked')
    expect([phone.all('household'), phone.get('h1'), phone.grids()]).toEqual([[], undefined, []])
    await expect(phone.give('household.change', note('h1', '门'))).rejects.toMatchObject({ code: 'locked' })
    await expect(phone.sync()).rejects.toMatchObject({ code: 'locked' })
    await expect(phone.read('walk')).rejects.toMatchObject({ code: 'locked' })
    expect(world.tab.timers).toEqual([])
  })

  it('in the middle of a sync loses nothing', async () => {
    const world = new World()
    const phone = await world.phone()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    const syncing = phone.sync()
    await settled(3)
    phone.lock()
    await expect(syncing).rejects.toMatchObject({ code: 'locked' })
    const again = await world.reopened()
    await again.sync()
    expect(states(again)).toEqual(['confirmed'])
    expect(world.server.timesCarriedOut(id)).toBe(1)
  })

  it('was left in the background for too long', async () => {
    const world = new World()
    const phone = await world.phone()
    world.tab.show(false)
    await world.tab.pass(4 * 60_000)
    world.tab.show(true)
    expect(phone.status().ended).toBeUndefined()
    world.tab.show(false)
    await world.tab.pass(5 * 60_000)
    expect(phone.status().ended).toBe('locked')
  })

  it('was left in the background where timers stand still', async () => {
    const world = new World()
    const phone = await world.phone()
    world.tab.show(false)
    world.browser.now += 5 * 60_000
    world.tab.show(true)
    expect(phone.status().ended).toBe('locked')
  })
})
