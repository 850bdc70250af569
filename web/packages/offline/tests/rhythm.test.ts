// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest'
import type { Phone } from '../src/contract'
import { EVERY, FIRST_WAIT, LONGEST_WAIT, SOON } from '../src/rhythm'
import { Refusal } from './refusal'
import { note, settled, states, World } from './world'

let world: World
let phone: Phone

beforeEach(async () => {
  world = new World()
  phone = await world.phone()
  world.line.asked.length = 0
})

/** How long until the next try. */
const wait = () => (world.tab.timers[0]?.due ?? NaN) - world.browser.now

async function fails(times: number): Promise<number[]> {
  const waits = []
  for (let round = 0; round < times; round++) {
    await world.tab.pass(wait())
    await settled()
    waits.push(wait())
  }
  return waits
}

describe('a phone syncs by itself', () => {
  it('every so often', async () => {
    expect(wait()).toBe(EVERY)
    await world.tab.pass(3 * EVERY)
    await settled()
    expect(world.line.asked).toEqual(['pull', 'pull', 'pull'])
  })

  it('soon after something was given, several things at once', async () => {
    await phone.give('household.change', note('h1', '一'))
    await world.tab.pass(SOON - 1)
    await phone.give('household.change', note('h2', '二'))
    await world.tab.pass(SOON - 1)
    expect(world.line.asked).toEqual([])
    await world.tab.pass(1)
    await settled(200)
    expect(states(phone)).toEqual(['confirmed', 'confirmed'])
    expect(world.server.pushes).toHaveLength(1)
  })

  it('soon after something was given while a sync was on its way', async () => {
    const pull = world.line.pull.bind(world.line)
    world.line.pull = async (body) => {
      world.line.pull = pull
      const answer = await pull(body)
      await phone.give('household.change', note('h1', '一'))
      return answer
    }
    await phone.sync()
    expect([states(phone), wait()]).toEqual([['waiting'], SOON])
    await world.tab.pass(SOON)
    await settled(200)
    expect([states(phone), wait()]).toEqual([['confirmed'], EVERY])
  })

  it('when a signal comes back, at once', async () => {
    world.line.isCut = true
    await fails(5)
    world.line.isCut = false
    world.tab.comeOnline()
    await world.tab.pass(0)
    await settled()
    expect(phone.status().connection).toBe('online')
  })

  it('when it is seen again, and not while it is not', async () => {
    world.tab.show(false)
    await world.tab.pass(2 * EVERY)
    expect(world.line.asked).toEqual([])
    world.tab.show(true)
    await world.tab.pass(0)
    await settled()
    expect(world.line.asked).toEqual(['pull'])
  })

  it('more and more seldom while no answer comes, each phone at its own moment', async () => {
    world.line.isCut = true
    const waits = await fails(9)
    expect(waits.slice(0, 3)).toEqual([1, 2, 4].map((times) => times * FIRST_WAIT * 0.75))
    expect(waits[8]).toBe(LONGEST_WAIT * 0.75)
    await phone.give('household.change', note('h1', '一'))
    expect(wait()).toBe(LONGEST_WAIT * 0.75)
  })

  it('no more when nobody is signed in, until somebody has asked', async () => {
    world.line.problem = new Refusal('sign_in_needed', 401)
    await world.tab.pass(EVERY)
    await settled()
    expect(world.line.asked).toEqual(['pull'])
    await world.tab.pass(5 * EVERY)
    expect(world.line.asked).toEqual(['pull'])
    world.line.problem = undefined
    await phone.sync()
    await world.tab.pass(EVERY)
    await settled()
    expect(world.line.asked).toEqual(['pull', 'pull', 'pull'])
  })

  it('goes on after a mistake, which is reported', async () => {
    world.line.problem = new RangeError('a mistake')
    await world.tab.pass(EVERY)
    await settled()
    expect(world.tab.errors).toEqual([world.line.problem])
    expect(wait()).toBeLessThanOrEqual(EVERY)
  })
})
