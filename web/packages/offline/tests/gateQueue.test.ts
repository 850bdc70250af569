// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Phone } from '../src/contract'
import { SOON } from '../src/rhythm'
import { AccountStore } from '../src/storage'
import { Refusal } from './refusal'
import { DAY, settled, World } from './world'

const written = (id: string, name = '') => ({ body: { id, name }, shown: { label: name } })

async function world() {
  const made = new World()
  return { world: made, gates: made.line.gates, phone: await made.phone() }
}

async function passages(phone: Phone, ...ids: string[]): Promise<void> {
  for (const id of ids) await phone.gates.write('passage', id, written(id))
}

const states = async (phone: Phone) => (await phone.gates.notes()).map(({ state }) => state)

describe('what was written at a gate', () => {
  it('is stored before its writer hears of it, and sent soon after', async () => {
    const { world: here, gates, phone } = await world()
    await passages(phone, 'n1', 'n2')
    expect(phone.status()).toMatchObject({ waiting: 2, gates: { waiting: 2, needsYou: 0 } })
    await here.tab.pass(SOON)
    await settled()
    expect(gates.requests).toEqual([
      { door: 'passages', ids: ['n1', 'n2'], now: expect.stringContaining('2022-06-01') as string },
    ])
    await expect(states(phone)).resolves.toEqual(['done', 'done'])
    expect(phone.status().waiting).toBe(0)
  })

  it('outlives a killed page without a signal, and is sent by the next', async () => {
    const { world: here, gates, phone } = await world()
    here.line.isCut = true
    await passages(phone, 'n1')
    const again = await here.reopened()
    here.line.isCut = false
    await again.sync()
    expect([...gates.written.keys()]).toEqual(['n1'])
    await expect(again.gates.notes()).resolves.toMatchObject([
      { id: 'n1', kind: 'passage', state: 'done', ...written('n1') },
    ])
  })

  it('is never half there, wherever the page is killed', async () => {
    for (let breath = 1; breath < 6; breath++) {
      const { world: here, gates, phone } = await world()
      here.tab.breath = breath
      const stored = await Promise.race([passages(phone, 'n1').then(() => true), here.tab.dead])
      const again = await here.reopened()
      await again.sync()
      if (stored) expect([...gates.written.keys()], `after ${breath}`).toEqual(['n1'])
      await expect(states(again)).resolves.toEqual(gates.written.size ? ['done'] : [])
    }
  })

  it('is sent again under its id until an answer is heard, and written once', async () => {
    const { world: here, gates, phone } = await world()
    await passages(phone, 'n1')
    here.line.loseAnswerTo('gate passages')
    await expect(phone.gates.send()).resolves.toBe('offline')
    await expect(states(phone)).resolves.toEqual(['sent'])
    await expect(phone.gates.send()).resolves.toBe('online')
    expect(gates.requests.map(({ ids }) => ids)).toEqual([['n1'], ['n1']])
    expect(gates.written.size).toBe(1)
    await expect(states(phone)).resolves.toEqual(['done'])
  })

  it('goes in batches of five hundred', async () => {
    const { world: here, gates, phone } = await world()
    here.line.isCut = true
    const ids = Array.from({ length: 501 }, (_, place) => `n${place}`)
    await Promise.all(ids.map((id) => phone.gates.write('passage', id, written(id))))
    here.line.isCut = false
    await phone.gates.send()
    expect(gates.requests.map((one) => one.ids.length)).toEqual([500, 1])
    expect(gates.written.size).toBe(501)
  })

  it('is one row where it is written twice', async () => {
    const { gates, phone } = await world()
    await passages(phone, 'n1', 'n1')
    await phone.gates.send()
    await passages(phone, 'n1')
    await phone.gates.send()
    expect(gates.requests).toHaveLength(1)
  })

  it('keeps what the server noticed of it, from the answer that took it', async () => {
    const { gates, phone } = await world()
    gates.noticing.set('n2', ['elsewhere_just_now'])
    await passages(phone, 'n1', 'n2')
    await phone.gates.send()
    const [first, second] = await phone.gates.notes()
    expect(first?.answer).toBeUndefined()
    expect(second).toMatchObject({ state: 'done', answer: { reasons: ['elsewhere_just_now'] } })
  })

  it('that is refused is shown, the others are taken', async () => {
    const { gates, phone } = await world()
    gates.refusing.set('n2', 'passage.unfit')
    await passages(phone, 'n1', 'n2', 'n3')
    await phone.gates.send()
    await expect(states(phone)).resolves.toEqual(['done', 'refused', 'done'])
    expect(phone.status()).toMatchObject({ waiting: 0, needsYou: 1 })
    expect((await phone.gates.notes())[1]?.refusal).toEqual({ code: 'passage.unfit', sentence: 'Nicht so.' })
    await phone.gates.setAside('n1')
    await phone.gates.setAside('n2')
    await expect(states(phone)).resolves.toEqual(['done', 'done'])
    expect(phone.status().needsYou).toBe(0)
  })

  it('that goes up alone keeps the answer of the server', async () => {
    const { phone } = await world()
    await phone.gates.write('missing', 'm1', written('m1'))
    await phone.gates.send()
    await expect(phone.gates.notes()).resolves.toMatchObject([
      { state: 'done', answer: { answer: 'reported' } },
    ])
  })

  it('about a passage has an id of its own here, and is refused alone', async () => {
    const { gates, phone } = await world()
    gates.refusing.set('n1', 'passage.unknown')
    await phone.gates.write('reason', 'n1/why', written('n1'))
    await phone.gates.send()
    await expect(phone.gates.notes()).resolves.toMatchObject([{ id: 'n1/why', state: 'refused' }])
  })

  it('in a request that the server cannot read is found, and the others are taken', async () => {
    const { gates, phone } = await world()
    gates.unreadable = 'n3'
    await passages(phone, 'n1', 'n2', 'n3', 'n4', 'n5')
    await phone.gates.send()
    expect([...gates.written.keys()].sort()).toEqual(['n1', 'n2', 'n4', 'n5'])
    await expect(states(phone)).resolves.toEqual(['done', 'done', 'refused', 'done', 'done'])
  })

  it('waits where the server has no such door yet, or something else answers in its place', async () => {
    const { world: here, gates, phone } = await world()
    await passages(phone, 'n1')
    here.line.problem = new Refusal('not_found', 404)
    await expect(phone.gates.send()).resolves.toBe('offline')
    here.line.problem = undefined
    const answer = gates.answer.bind(gates)
    gates.answer = () => ({ html: 'sign in to the network' })
    await expect(phone.gates.send()).resolves.toBe('offline')
    await expect(states(phone)).resolves.toEqual(['sent'])
    gates.answer = answer
    await expect(phone.gates.send()).resolves.toBe('online')
    await expect(states(phone)).resolves.toEqual(['done'])
  })

  it('waits for the next sign-in', async () => {
    const { world: here, phone } = await world()
    await passages(phone, 'n1')
    here.line.problem = new Refusal('sign_in_needed', 401)
    await expect(phone.gates.send()).resolves.toBe('sign_in_needed')
    await expect(states(phone)).resolves.toEqual(['sent'])
  })

  it('is sent reasons after passages, whatever was written first', async () => {
    const { gates, phone } = await world()
    await phone.gates.write('missing', 'm1', written('m1'))
    await phone.gates.write('reason', 'r1', written('r1'))
    await passages(phone, 'n1')
    await phone.gates.send()
    expect(gates.requests.map(({ door }) => door)).toEqual(['passages', 'reasons', 'missing'])
  })
})

describe('what gets a word later', () => {
  it('is written over while it lies here', async () => {
    const { world: here, gates, phone } = await world()
    here.line.isCut = true
    await passages(phone, 'n1')
    await expect(phone.gates.rewrite('n1', written('n1', '急病'))).resolves.toBe(true)
    here.line.isCut = false
    await phone.gates.send()
    expect(gates.written.get('n1')).toEqual({ id: 'n1', name: '急病' })
  })

  it('goes up without it at once, and stays as it was then', async () => {
    const { world: here, gates, phone } = await world()
    here.line.loseAnswerTo('gate passages')
    await passages(phone, 'n1')
    await phone.gates.send()
    await expect(phone.gates.rewrite('n1', written('n1', '急病'))).resolves.toBe(false)
    await phone.gates.send()
    await expect(phone.gates.rewrite('n1', written('n1', '急病'))).resolves.toBe(false)
    expect(gates.written.get('n1')).toEqual({ id: 'n1', name: '' })
  })
})

describe('a phone with passages that wait', () => {
  it('is not left, nor with refused ones', async () => {
    const { world: here, gates, phone } = await world()
    here.line.isCut = true
    await passages(phone, 'n1')
    await expect(phone.leave()).rejects.toMatchObject({ code: 'outbox_not_empty', details: { waiting: 1 } })
    here.line.isCut = false
    gates.refusing.set('n1', 'passage.unfit')
    await phone.sync()
    await expect(phone.leave()).rejects.toMatchObject({ code: 'outbox_not_empty', details: { needsYou: 1 } })
    await phone.gates.setAside('n1')
    await phone.leave()
    expect(phone.status().ended).toBe('left')
  })

  it('says so before a PIN is entered', async () => {
    const { world: here, phone } = await world()
    here.line.isCut = true
    await passages(phone, 'n1', 'n2')
    here.tab.kill()
    await expect(here.phones(here.browser.tab()).known()).resolves.toMatchObject([{ waiting: 2 }])
  })

  it('is wiped with them by the word of the server', async () => {
    const { world: here, phone } = await world()
    await passages(phone, 'n1')
    here.line.problem = new Refusal('sync.device_revoked', 403)
    await expect(phone.gates.send()).rejects.toMatchObject({ code: 'wiped' })
    await expect(passages(phone, 'n2')).rejects.toMatchObject({ code: 'wiped' })
    await expect(here.browser.storage.databases()).resolves.toHaveLength(1)
  })

  it('keeps them while it is locked, and takes none', async () => {
    const { world: here, gates, phone } = await world()
    await passages(phone, 'n1')
    phone.lock()
    await expect(passages(phone, 'n2')).rejects.toMatchObject({ code: 'locked' })
    const again = await here.reopened()
    await again.sync()
    expect([...gates.written.keys()]).toEqual(['n1'])
  })

  it('sends again what a restored server has lost', async () => {
    const { world: here, gates, phone } = await world()
    await passages(phone, 'n1')
    await phone.sync()
    here.server.backUp()
    here.server.restore()
    gates.written.clear()
    await phone.sync()
    await phone.sync()
    expect([...gates.written.keys()]).toEqual(['n1'])
  })

  it('forgets after days what the server has', async () => {
    const { world: here, phone } = await world()
    await passages(phone, 'n1')
    await phone.sync()
    here.browser.now += 3 * DAY
    await phone.gates.send()
    await expect(phone.gates.notes()).resolves.toEqual([])
  })

  it('holds them sealed', async () => {
    const { world: here, phone } = await world()
    here.line.isCut = true
    await phone.gates.write('passage', 'n1', written('n1', '李某某'))
    const store = new AccountStore(phone.device, here.tab.surroundings)
    const [row] = await store.gateNotes.toArray().finally(() => store.close())
    expect(Buffer.from(row?.sealed ?? []).toString('utf8')).not.toContain('李某某')
  })
})
