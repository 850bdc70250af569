// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { note, states, World } from './world'

async function ready() {
  const world = new World()
  return { world, phone: await world.phone() }
}

const photo = (text: string) => new Blob([text], { type: 'image/jpeg' })

describe('of a refused command its owner', () => {
  async function refused() {
    const { world, phone } = await ready()
    const given = await phone.give('household.change', note('h1', '门铃坏'), {
      photos: [photo('一'), photo('二')],
    })
    world.server.write('h1', { note: '桌上写的' })
    await phone.sync()
    world.browser.now += 60_000
    return { world, phone, given }
  }

  it('can put it aside', async () => {
    const { world, phone, given } = await refused()
    await phone.setAside(given.id)
    expect(phone.outbox()).toEqual([])
    expect(phone.get('h1')?.pending).toBe('')
    await expect(phone.photo(given.photos[0] ?? '')).resolves.toBeUndefined()
    expect((await world.reopened()).outbox()).toEqual([])
  })

  it('can give it again as a new one, with photographs that it still names', async () => {
    const { world, phone, given } = await refused()
    const [kept] = given.photos
    const content = { ...given.content, version: 2, photos: [kept] }
    const again = await phone.giveAgain(given.id, content)
    expect(again.id).not.toBe(given.id)
    expect(again.at).toBe(given.at)
    expect(again.photos).toEqual([kept])
    expect(phone.outbox().map(({ id }) => id)).toEqual([again.id])
    await phone.sync()
    expect(states(phone)).toEqual(['confirmed'])
    await expect(phone.photo(kept ?? '')).resolves.toBeDefined()
    await expect(phone.photo(given.photos[1] ?? '')).resolves.toBeUndefined()
    expect((await world.reopened()).outbox()).toMatchObject([{ id: again.id, state: 'confirmed' }])
  })

  it('and nobody of one that was not refused', async () => {
    const { phone } = await ready()
    const { id } = await phone.give('household.change', note('h1', '门铃坏'))
    await expect(phone.setAside(id)).rejects.toThrow(id)
  })
})
