// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { ACCOUNT_VERSIONS, AccountStore } from '../src/storage'
import { note, PIN, settled, states, WORKER, World } from './world'

async function twoTabs() {
  const world = new World()
  const phone = await world.phone()
  return { world, phone, other: await world.secondTab() }
}

describe('two tabs', () => {
  it('show what the other has given', async () => {
    const { world, phone, other } = await twoTabs()
    world.line.isCut = true
    await phone.give('household.change', note('h1', '一'))
    await settled()
    expect(other.get('h1')).toMatchObject({ pending: 'waiting', document: { note: '一' } })
    expect(other.status().waiting).toBe(1)
  })

  it('show what the other has pulled, and how its commands ended', async () => {
    const { world, phone, other } = await twoTabs()
    await phone.give('household.change', note('h1', '一'))
    world.server.write('h4', { note: '桌上写的' })
    await phone.sync()
    await settled()
    expect(states(other)).toEqual(['confirmed'])
    expect(other.get('h4')?.document.note).toBe('桌上写的')
    expect(other.status().heardAt).toBe(phone.status().heardAt)
    expect(other.all('household').map(({ document }) => document)).toEqual(
      expect.arrayContaining(phone.all('household').map(({ document }) => document)),
    )
  })

  it('name each other’s changes', async () => {
    const { world, phone, other } = await twoTabs()
    world.line.isCut = true
    const first = await phone.give('household.change', note('h1', '一'))
    const second = await other.give('household.change', note('h1', '二'))
    expect(second.content.after).toBe(first.id)
  })

  it('send one after the other, and nothing twice', async () => {
    const { world, phone, other } = await twoTabs()
    await phone.give('visit.record', { id: 'v1', target_id: 't1', outcome: 'met' })
    await other.give('visit.record', { id: 'v2', target_id: 't1', outcome: 'met' })
    await Promise.all([phone.sync(), other.sync()])
    await settled()
    expect(world.server.pushes.flat()).toHaveLength(2)
    expect([states(phone), states(other)]).toEqual([
      ['confirmed', 'confirmed'],
      ['confirmed', 'confirmed'],
    ])
  })

  it('find out with the next sync what the other could not tell them any more', async () => {
    const world = new World()
    const deaf = world.browser.tab()
    deaf.surroundings.channel = () => undefined
    const phone = await world.phone()
    const other = await world.phones(deaf).unlock(WORKER.id, PIN)
    await phone.give('household.change', note('h1', '一'))
    await other.sync()
    expect(states(other)).toEqual(['confirmed'])
    await phone.give('household.change', note('h1', '二', 2))
    world.server.write('h4', { note: '桌上写的' })
    await phone.sync()
    expect(states(other)).toEqual(['confirmed'])
    await other.sync()
    expect(states(other)).toEqual(['confirmed', 'confirmed'])
    expect(other.get('h4')?.document.note).toBe('桌上写的')
  })

  it('find out with the next word what they have slept through', async () => {
    const { world, phone, other } = await twoTabs()
    world.line.isCut = true
    world.browser.loses = () => true
    await phone.give('household.change', note('h1', '一'))
    world.browser.loses = () => false
    await phone.give('household.change', note('h2', '二'))
    await settled()
    expect([other.get('h1')?.document.note, other.get('h2')?.document.note]).toEqual(['一', '二'])
  })

  it('do not go back to an answer that another tab has overtaken, where the browser has no locks', async () => {
    const world = new World(undefined, false)
    const phone = await world.phone()
    const other = await world.secondTab()
    world.server.write('h1', { note: '一' })
    const letGo = world.line.holdAnswerTo('pull')
    const slow = phone.sync()
    await settled()
    world.server.write('h1', { note: '二' })
    await other.sync()
    letGo()
    await slow
    await settled()
    for (const tab of [phone, other]) expect(tab.get('h1')?.document.note).toBe('二')
    expect((await world.reopened()).get('h1')?.document.note).toBe('二')
  })

  it('go on when the other is killed in the middle of a sync', async () => {
    const { world, phone, other } = await twoTabs()
    await phone.give('household.change', note('h1', '一'))
    world.line.push = () => {
      world.tab.kill()
      return new Promise(() => undefined)
    }
    void phone.sync()
    await world.tab.dead
    const { push } = Object.getPrototypeOf(world.line) as typeof world.line
    world.line.push = push
    await other.sync()
    expect(states(other)).toEqual(['confirmed'])
  })
})

describe('an update of the app', () => {
  it('gives room for gates to a phone that was set up before there were any', async () => {
    const { surroundings } = new World().tab
    const before = new AccountStore('d1', surroundings, ACCOUNT_VERSIONS.slice(0, 1))
    await before.notes.put({ name: 'walk', sealed: new Uint8Array(1) }).finally(() => before.close())
    const after = new AccountStore('d1', surroundings)
    await expect(after.notes.count()).resolves.toBe(1)
    await expect(after.gateNotes.count()).resolves.toBe(0)
    after.close()
  })

  it('finds the outbox as the version before has left it', async () => {
    const world = new World()
    const phone = await world.phone()
    world.line.isCut = true
    const photos = [new Blob(['像素'], { type: 'image/jpeg' })]
    const given = await phone.give('visit.record', { id: 'v1', target_id: 't1', outcome: 'met' }, { photos })
    await phone.give('household.change', note('h1', '一'))
    const later = [...ACCOUNT_VERSIONS, { outbox: '++order,&id,state,endedAt', papers: 'id' }]
    const store = new AccountStore(phone.device, world.browser.tab().surroundings, later)
    await store.open()
    expect(store.verno).toBe(ACCOUNT_VERSIONS.length + 1)
    store.close()
    const again = await world.reopened()
    expect(again.outbox()).toEqual(phone.status().ended ? expect.anything() : phone.outbox())
    expect(states(again)).toEqual(['waiting', 'waiting'])
    await expect((await again.photo(given.photos[0] ?? ''))?.text()).resolves.toBe('像素')
    world.line.isCut = false
    await again.sync()
    expect(states(again)).toEqual(['confirmed', 'confirmed'])
  })

  it('locks the phone in tabs that still run the version before', async () => {
    const world = new World()
    const phone = await world.phone()
    const later = [...ACCOUNT_VERSIONS, { papers: 'id' }]
    const store = new AccountStore(phone.device, world.browser.tab().surroundings, later)
    await store.open()
    store.close()
    expect(phone.status().ended).toBe('locked')
  })
})
