// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { withOffset } from '../src/outbox'
import { randomBytes, Sealer, uuid } from '../src/sealing'
import { kindOfPhone, withinPage } from '../src/surroundings'

const sealer = () => Sealer.of(crypto, randomBytes(crypto, 32))

describe('what is sealed', () => {
  it('opens with its key at its place', async () => {
    const one = await sealer()
    const sealed = await one.seal('notes/a', { text: '门铃坏' })
    await expect(one.open('notes/a', sealed)).resolves.toEqual({ text: '门铃坏' })
  })

  it('does not open at another place, nor with another key', async () => {
    const one = await sealer()
    const sealed = await one.seal('notes/a', 1)
    await expect(one.open('notes/b', sealed)).rejects.toMatchObject({ name: 'OperationError' })
    await expect((await sealer()).open('notes/a', sealed)).rejects.toMatchObject({ name: 'OperationError' })
  })

  it('looks different each time', async () => {
    const one = await sealer()
    expect(await one.seal('notes/a', 1)).not.toEqual(await one.seal('notes/a', 1))
  })
})

describe('ids', () => {
  it('are random UUIDs', () => {
    const made = new Set(Array.from({ length: 100 }, () => uuid(crypto)))
    expect(made.size).toBe(100)
    for (const one of made)
      expect(one).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })
})

describe('a time', () => {
  it('is told with the offset of the phone', () => {
    const told = withOffset(new Date(1_654_043_400_123))
    expect(Date.parse(told)).toBe(1_654_043_400_123)
    expect(told).toMatch(/^2022-0[56]-\d\dT\d\d:\d\d:00\.123[+-]\d\d:\d\d$/)
  })
})

describe('the kind of phone', () => {
  it('is what the browser says of the machine', () => {
    const told = 'Mozilla/5.0 (Linux; Android 11; V2066A; wv) AppleWebKit/537.36 (KHTML, like Gecko)'
    expect(kindOfPhone(told)).toBe('Android 11; V2066A')
    expect(kindOfPhone('nothing known')).toBe('')
  })
})

describe('a lock within the page', () => {
  it('lets one in after the other, also after one that failed', async () => {
    const exclusively = withinPage()
    const log: string[] = []
    const work =
      (name: string, fails = false) =>
      async () => {
        log.push(`${name} in`)
        await Promise.resolve()
        log.push(`${name} out`)
        if (fails) throw new Error(name)
      }
    const first = exclusively('a', work('first', true))
    const second = exclusively('a', work('second'))
    await expect(first).rejects.toThrow('first')
    await second
    expect(log).toEqual(['first in', 'first out', 'second in', 'second out'])
  })
})
