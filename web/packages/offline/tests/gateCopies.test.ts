// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { GatePlace, GateRead } from '../src/gates/contract'
import type { Phone } from '../src/contract'
import { AccountStore } from '../src/storage'
import { Refusal } from './refusal'
import { DAY, World } from './world'

const pass = (id: string, label = id) => ({ id, label })

/** What a screen knows of a gate that reads on from where it was. */
class Reader {
  readonly passes = new Map<string, unknown>()
  at: GateRead | null = null

  async read(phone: Phone): Promise<this> {
    const pieces: Parameters<Parameters<Phone['gates']['read']>[2]>[0][] = []
    const read = await phone.gates.read('g1', this.at as GatePlace | null, (piece) => pieces.push(piece))
    if (read?.anew) this.passes.clear()
    for (const { passes, gone } of pieces) {
      for (const one of passes) this.passes.set(one.id, one.label)
      for (const id of gone) this.passes.delete(id)
    }
    this.at = read
    return this
  }
}

const read = (phone: Phone) => new Reader().read(phone)

async function world(...passes: string[]) {
  const made = new World()
  made.line.gates.put(...passes.map((id) => pass(id)))
  return { world: made, gates: made.line.gates, phone: await made.phone() }
}

describe('the copy of a gate', () => {
  it('comes in pages and is there only once it is whole', async () => {
    const { world: here, phone } = await world('p1', 'p2', 'p3', 'p4')
    await expect(phone.gates.read('g1', null, () => undefined)).resolves.toBeNull()
    here.line.failAfter('gate g1/copy')
    await expect(phone.gates.refresh('g1')).rejects.toMatchObject({ code: 'network' })
    await expect(phone.gates.read('g1', null, () => undefined)).resolves.toBeNull()
    here.line.problem = undefined
    await phone.gates.refresh('g1')
    expect([...(await read(phone)).passes.keys()]).toEqual(['p1', 'p2', 'p3', 'p4'])
    expect(here.line.gates.copies.map(({ cursor }) => cursor)).toEqual([null, '3'])
  })

  it('is read on from where it was', async () => {
    const { gates, phone } = await world('p1', 'p2')
    await phone.gates.refresh('g1')
    const reader = await read(phone)
    gates.put(pass('p1', 'revoked'), pass('p3'))
    gates.remove('p2')
    await phone.gates.refresh('g1')
    await reader.read(phone)
    expect(reader.at?.anew).toBe(false)
    expect(Object.fromEntries(reader.passes)).toEqual({ p1: 'revoked', p3: 'p3' })
    expect((await read(phone)).passes).toEqual(reader.passes)
  })

  it('keeps lists that have not changed, and says when it was told and by which clock', async () => {
    const { world: here, gates, phone } = await world('p1')
    await phone.gates.refresh('g1')
    const { watched } = gates
    here.browser.now += 60_000
    await phone.gates.refresh('g1')
    const { at } = await read(phone)
    expect(at?.head).toEqual({ gate: { id: 'g1', name: '东门' }, rules: [], watched })
    expect(at).toMatchObject({ heard: here.browser.now, ahead: -50_000 })
  })

  it('keeps them where a gate without passes is told from the beginning each time', async () => {
    const { gates, phone } = await world()
    await phone.gates.refresh('g1')
    const { watched } = gates
    gates.answer = () => ({ ...gates.empty, fresh: true, watched: null })
    await phone.gates.refresh('g1')
    expect((await read(phone)).at?.head.watched).toEqual(watched)
  })

  it('asks little and stores nothing where nothing is new', async () => {
    const { phone } = await world('p1')
    await phone.gates.refresh('g1')
    const before = (await read(phone)).at
    await phone.gates.refresh('g1')
    expect((await read(phone)).at).toMatchObject({ place: before?.place, life: before?.life })
  })

  it('begins anew beside the old one, which is read until the new one is whole', async () => {
    const { world: here, gates, phone } = await world('p1', 'p2', 'p3', 'p4')
    await phone.gates.refresh('g1')
    gates.epoch = 2
    gates.remove('p1')
    here.line.failAfter('gate g1/copy')
    await phone.gates.refresh('g1').catch(() => undefined)
    expect([...(await read(phone)).passes.keys()]).toEqual(['p1', 'p2', 'p3', 'p4'])
    here.line.problem = undefined
    await phone.gates.refresh('g1')
    const reader = await read(phone)
    expect([...reader.passes.keys()].sort()).toEqual(['p2', 'p3', 'p4'])
    expect(reader.at?.anew).toBe(true)
  })

  it('goes on after a killed page where it was, in the middle of its first pages too', async () => {
    const { world: here, gates, phone } = await world('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7')
    here.line.failAfter('gate g1/copy')
    await phone.gates.refresh('g1').catch(() => undefined)
    here.line.problem = undefined
    const again = await here.reopened()
    await again.gates.refresh('g1')
    expect((await read(again)).passes.size).toBe(7)
    expect(gates.copies.filter(({ cursor }) => cursor === null)).toHaveLength(1)
  })

  it('is whole again whenever the page is killed while it comes', async () => {
    for (let breath = 1; breath < 14; breath++) {
      const { world: here, phone } = await world('p1', 'p2', 'p3', 'p4', 'p5')
      here.tab.breath = breath
      await Promise.race([phone.gates.refresh('g1'), here.tab.dead])
      const again = await here.reopened()
      await again.gates.refresh('g1')
      expect([...(await read(again)).passes.keys()], `after ${breath}`).toHaveLength(5)
    }
  })

  it('is written together once it has become many pieces', async () => {
    const { gates, phone } = await world('p1')
    await phone.gates.refresh('g1')
    const reader = await read(phone)
    for (let turn = 0; turn < 121; turn++) {
      gates.put(pass('p1', `turn ${turn}`), pass(`q${turn % 7}`))
      if (turn === 60) gates.remove('q3')
      await phone.gates.refresh('g1')
    }
    await reader.read(phone)
    expect(reader.at?.life).toBeGreaterThan(1)
    expect(reader.at?.place).toBeLessThan(9)
    expect(reader.passes.get('p1')).toBe('turn 120')
    expect((await read(phone)).passes).toEqual(reader.passes)
  })

  it('begins anew, once, where the server cannot read its cursor', async () => {
    const { world: here, gates, phone } = await world('p1')
    await phone.gates.refresh('g1')
    const store = new AccountStore(phone.device, here.tab.surroundings)
    await store.gates.update('g1', { cursor: 'broken' }).finally(() => store.close())
    await phone.gates.refresh('g1')
    expect(gates.copies.map(({ cursor }) => cursor)).toEqual([null, 'broken', null])
    expect((await read(phone)).passes.size).toBe(1)
  })

  it('lies sealed', async () => {
    const { world: here, gates, phone } = await world()
    gates.put(pass('p1', '张某某'))
    await phone.gates.refresh('g1')
    const store = new AccountStore(phone.device, here.tab.surroundings)
    const rows = await store.gateParts.toArray().finally(() => store.close())
    const bytes = rows.map(({ sealed }) => Buffer.from(sealed).toString('utf8')).join()
    expect(rows.length).toBeGreaterThan(1)
    expect(bytes).not.toContain('张某某')
    expect(bytes).not.toContain('aaaa')
  })

  it('goes where the server was not heard for too long, and with the phone', async () => {
    const { world: here, phone } = await world('p1')
    await phone.gates.refresh('g1')
    here.line.isCut = true
    here.browser.now += 8 * DAY
    const again = await here.reopened()
    await expect(again.gates.read('g1', null, () => undefined)).resolves.toBeNull()
    here.line.isCut = false
    await again.leave()
    await expect(here.browser.storage.databases()).resolves.toEqual([
      expect.objectContaining({ name: 'gridward-phones' }),
    ])
  })

  it('is not told to a phone that was revoked, which is wiped', async () => {
    const { world: here, phone } = await world('p1')
    here.line.problem = new Refusal('sync.device_revoked', 403)
    await expect(phone.gates.refresh('g1')).rejects.toMatchObject({ code: 'wiped' })
    expect(phone.status().ended).toBe('wiped')
    await expect(phone.gates.read('g1', null, () => undefined)).rejects.toMatchObject({ code: 'wiped' })
  })
})
