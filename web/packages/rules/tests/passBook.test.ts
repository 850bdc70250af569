// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { bytesOf } from '../src/bytes'
import { PassBook } from '../src/passBook'
import { PASS_KINDS, type KnownPass } from '../src/terms'
import { Random } from '../../offline/tests/random'

const GATES = ['0195f000-0000-7000-8000-0000000000a1', '0195f000-0000-7000-8000-0000000000a2']

function idOf(number: number): string {
  return `0195f000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

function pass(number: number, random = new Random(number)): KnownPass {
  const begins = Date.UTC(2022, 3, 1) + random.below(1e6) * 60_000
  return {
    id: idOf(number),
    kind: random.pick(PASS_KINDS),
    issue: random.below(256),
    begins,
    ends: begins + random.below(1e6) * 60_000,
    revoked: random.chance(0.2),
    gates: GATES.filter(() => random.chance(0.5)),
    used: random.chance(0.2),
  }
}

describe('the book of passes', () => {
  it('knows sixty thousand passes and no other', () => {
    const all = Array.from({ length: 60_000 }, (_, number) => pass(number))
    const book = PassBook.of(all)
    expect(book.size).toBe(60_000)
    expect(all.filter((one) => JSON.stringify(book.get(one.id)) !== JSON.stringify(one))).toEqual([])
    expect(
      Array.from({ length: 1000 }, (_, number) => book.get(idOf(60_000 + number))).filter(Boolean),
    ).toEqual([])
  })

  it('finds a pass by its bytes as by its text', () => {
    const book = PassBook.of([pass(1), pass(2)])
    expect(book.get(bytesOf(idOf(2).replace(/-/g, '')))).toEqual(pass(2))
    expect(book.get(idOf(2).toUpperCase())).toEqual(pass(2))
    expect(() => book.get('2')).toThrow(RangeError)
  })

  it('is empty to begin with', () => {
    const book = PassBook.of()
    expect([book.size, book.get(idOf(1)), book.remove(idOf(1))]).toEqual([0, null, false])
  })

  it('has the last word on a pass', () => {
    const book = PassBook.of([pass(1)])
    const revoked = { ...pass(1), revoked: true, issue: 9 }
    book.put(revoked)
    expect([book.size, book.get(idOf(1))]).toEqual([1, revoked])
  })

  it.each([1, 2, 3, 4])('does as a plain map through any changes (%i)', (seed) => {
    const random = new Random(seed)
    const [book, model] = [PassBook.of(), new Map<string, KnownPass>()]
    for (let turn = 0; turn < 5000; turn++) {
      const one = pass(random.below(400), random)
      if (random.chance(0.45)) expect(book.remove(one.id)).toBe(model.delete(one.id))
      else {
        book.put(one)
        model.set(one.id, one)
      }
      expect(book.size).toBe(model.size)
    }
    const told = Array.from({ length: 400 }, (_, number) => book.get(idOf(number)))
    expect(told).toEqual(Array.from({ length: 400 }, (_, number) => model.get(idOf(number)) ?? null))
  })
})
