// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Phone } from '../src/contract'
import { AccountStore } from '../src/storage'
import { noSignal, Refusal } from './refusal'
import { note, states, World } from './world'

async function ready() {
  const world = new World()
  return { world, phone: await world.phone() }
}

async function visits(phone: Phone, count: number): Promise<string[]> {
  const ids = []
  for (let index = 0; index < count; index++) {
    ids.push((await phone.give('visit.record', { id: `v${index}`, target_id: 't1', outcome: 'met' })).id)
  }
  return ids
}

async function changes(phone: Phone, count: number): Promise<string[]> {
  const ids = []
  for (let index = 0; index < count; index++) {
    ids.push((await phone.give('household.change', note('h1', `第${index}次`))).id)
  }
  return ids
}

const photo = (text: string) => new Blob([text], { type: 'image/jpeg' })

describe('commands that go up', () => {
  it('are stored as sent before the request leaves', async () => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '门铃坏'))
    const store = new AccountStore(phone.device, world.browser.tab().surroundings)
    const push = world.line.push.bind(world.line)
    const seen: string[] = []
    world.line.push = async (body) => {
      seen.push(...(await store.outbox.toArray()).map(({ state }) => state), ...states(phone))
      return push(body)
    }
    await phone.sync()
    store.close()
    expect(seen).toEqual(['sent', 'sent'])
  })

  it('tell when it was done, where that was before they were given', async () => {
    const { phone } = await ready()
    const at = '2022-04-01T01:00:00.000Z'
    const visit = { id: 'v', target_id: 't1', outcome: 'met' }
    const given = await phone.give('visit.record', visit, { at })
    expect(new Date(given.at)).toEqual(new Date(at))
  })

  it('go in the order in which they were given, in batches', async () => {
    const { world, phone } = await ready()
    const given = await changes(phone, 120)
    await phone.sync()
    expect(world.server.pushes.map((batch) => batch.length)).toEqual([50, 50, 20])
    expect(world.server.pushes.flat().map(({ id }) => id)).toEqual(given)
  })

  it('go more at once where many of a kind follow each other', async () => {
    const { world, phone } = await ready()
    await visits(phone, 130)
    await changes(phone, 10)
    await visits(phone, 20)
    await phone.sync()
    expect(world.server.pushes.map((batch) => batch.length)).toEqual([100, 50, 10])
    expect(phone.get('t1')?.document.tries).toBe(150)
  })

  it('are fewer at once where the server takes fewer', async () => {
    const { world, phone } = await ready()
    Object.assign(world.server, { most: 20, mostVisits: 20 })
    await visits(phone, 70)
    await phone.sync()
    expect(world.server.pushes.map((batch) => batch.length)).toEqual([20, 20, 20, 10])
  })

  it('go again, under the same id and unchanged, when no answer came', async () => {
    const { world, phone } = await ready()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    world.line.failAfter('pull')
    await phone.sync()
    world.line.problem = undefined
    world.line.loseAnswerTo('push')
    await expect(phone.sync()).resolves.toMatchObject({ connection: 'offline', waiting: 1 })
    expect(states(phone)).toEqual(['sent'])
    const again = await world.reopened()
    await again.sync()
    expect(states(again)).toEqual(['confirmed'])
    expect(world.server.timesCarriedOut(id)).toBe(1)
    expect(world.server.pushes[1]).toEqual(world.server.pushes[0])
  })

  it('that failed wait for the next time, and hold up no other', async () => {
    const { world, phone } = await ready()
    const [first] = await visits(phone, 3)
    world.server.failing.add(first ?? '')
    await phone.sync()
    expect(states(phone)).toEqual(['waiting', 'confirmed', 'confirmed'])
    expect(world.server.pushes).toHaveLength(1)
    world.server.failing.clear()
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed', 'confirmed', 'confirmed'])
  })

  it('are refused alone when the server cannot read the request with them', async () => {
    const { world, phone } = await ready()
    const given = await visits(phone, 7)
    const push = world.line.push.bind(world.line)
    world.line.push = (body) => {
      const isBad = (body as { commands: { id: string }[] }).commands.some(({ id }) => id === given[4])
      return isBad ? Promise.reject(new Refusal('bad_request', 422)) : push(body)
    }
    await phone.sync()
    expect(states(phone)).toEqual([...Array(4).fill('confirmed'), 'needs_you', 'confirmed', 'confirmed'])
    expect(phone.outbox()[4]?.refusal).toMatchObject({ code: 'bad_request' })
  })

  it('that wait for one which was refused are refused too', async () => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '一'))
    await phone.give('household.change', note('h1', '二'))
    world.server.write('h1', { note: '桌上写的' })
    world.server.most = 1
    world.server.forgetRefusals = true
    await phone.sync()
    expect(phone.outbox().map(({ refusal }) => refusal?.code)).toEqual([
      'register.changed_meanwhile',
      'sync.earlier_waits',
    ])
  })

  it('that were given during a sync go up in the same call', async () => {
    const { phone } = await ready()
    const first = phone.sync()
    await phone.give('household.change', note('h1', '门铃坏'))
    await Promise.all([first, phone.sync()])
    expect(states(phone)).toEqual(['confirmed'])
  })
})

describe('an end of a command', () => {
  it('that is a refusal says why, and changes nothing here', async () => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '门铃坏'))
    world.server.write('h1', { note: '桌上写的' })
    await phone.sync()
    expect(phone.outbox()[0]).toMatchObject({
      state: 'needs_you',
      refusal: { code: 'register.changed_meanwhile', details: { fields: ['note'] } },
    })
    expect(phone.outbox()[0]?.refusal?.sentence).toContain('In words')
    expect(phone.get('h1')).toMatchObject({ pending: 'needs_you', document: { note: '桌上写的' } })
    expect(phone.status()).toMatchObject({ waiting: 0, needsYou: 1 })
  })

  it('is kept over a start', async () => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '门铃坏'))
    await phone.sync()
    expect((await world.reopened()).outbox()).toEqual(phone.outbox())
  })

  it('does not change when another comes after it', async () => {
    const { world, phone } = await ready()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    const push = world.line.push.bind(world.line)
    world.line.push = async (body) => {
      const answer = await push(body)
      const late = { id, outcome: 'refused', answer: {}, code: 'late', sentence: '', details: {} }
      return { ...answer, results: [...(answer.results as object[]), late] }
    }
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed'])
  })

  it('of another command than was sent is nobody’s', async () => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '门铃坏'))
    world.line.push = () =>
      Promise.resolve({ epoch: 1, results: [{ id: 'unknown', outcome: 'done', answer: {} }] })
    await phone.sync()
    expect(states(phone)).toEqual(['sent'])
  })
})

describe('photographs', () => {
  const visit = { id: 'v1', target_id: 't1', outcome: 'no_answer' }

  it('go up before their command, each once', async () => {
    const { world, phone } = await ready()
    const given = await phone.give('visit.record', visit, { photos: [photo('一'), photo('二二')] })
    world.line.asked.length = 0
    await phone.sync()
    expect(world.line.asked).toEqual(['pull', 'photo 3', 'photo 6', 'push', 'pull'])
    expect([...world.server.photos()].sort()).toEqual([...given.photos].sort())
    await phone.sync()
    expect(world.line.asked.filter((one) => one.startsWith('photo'))).toHaveLength(2)
  })

  it('that have arrived do not go again when the line breaks before their command', async () => {
    const { world, phone } = await ready()
    await phone.give('visit.record', visit, { photos: [photo('一'), photo('二二')] })
    world.line.failAfter('photo 3')
    await phone.sync()
    world.line.problem = undefined
    await phone.sync()
    expect(world.line.asked.filter((one) => one === 'photo 3')).toHaveLength(1)
    expect(states(phone)).toEqual(['confirmed'])
  })

  it.each([
    ['picture_broken', 422],
    ['round_photo_taken', 409],
    ['not_allowed', 403],
  ])(
    'that the server will not have put their command before its owner, and hold up no other: %s',
    async (code, status) => {
      const { world, phone } = await ready()
      const given = await phone.give('visit.record', visit, { photos: [photo('not a picture')] })
      await visits(phone, 1)
      world.line.photo = () => Promise.reject(new Refusal(code, status))
      await phone.sync()
      expect(states(phone)).toEqual(['needs_you', 'confirmed'])
      expect(phone.outbox()[0]?.refusal).toMatchObject({
        code,
        details: { photo: given.photos[0] },
      })
    },
  )
})

describe('what stops a sync', () => {
  it.each([
    [new Refusal('sign_in_needed', 401), 'sign_in_needed'],
    [new Refusal('refused', 403), 'sign_in_needed'],
    [noSignal(), 'offline'],
    [new Refusal('unexpected', 502), 'offline'],
    [new Refusal('unexpected', 404), 'offline'],
    [new Refusal('too_many', 429), 'offline'],
  ])('%s leaves everything readable', async (problem, connection) => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '门铃坏'))
    world.line.problem = problem
    await expect(phone.sync()).resolves.toMatchObject({ connection, waiting: 1 })
    expect(phone.all('household')).toHaveLength(4)
  })

  it('is told when it is a mistake of the program', async () => {
    const { world, phone } = await ready()
    world.line.problem = new RangeError('a mistake')
    await expect(phone.sync()).rejects.toThrow('a mistake')
    expect(phone.status().syncing).toBe(false)
  })
})

describe('confirmed commands', () => {
  it('are kept for as long as a lost backup may want them', async () => {
    const { world, phone } = await ready()
    await phone.give('household.change', note('h1', '门铃坏'), { photos: [photo('一')] })
    await phone.sync()
    world.browser.now += 14 * 86_400_000
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed'])
    world.browser.now += 1
    const [{ photos } = { photos: [] }] = phone.outbox()
    await phone.sync()
    expect(phone.outbox()).toEqual([])
    await expect(phone.photo(photos[0] ?? '')).resolves.toBeUndefined()
  })

  it('are kept longer while something waits that may build on them', async () => {
    const { world, phone } = await ready()
    const [, second] = await visits(phone, 2)
    world.server.failing.add(second ?? '')
    await phone.sync()
    world.browser.now += 15 * 86_400_000
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed', 'waiting'])
  })
})
