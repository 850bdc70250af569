// @vitest-environment node
import { createHmac } from 'node:crypto'
import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { WatchList } from '../src/watchList'
import type { WatchKind } from '../src/normal'
import { Random } from '../../offline/tests/random'

const KEY = Uint8Array.from({ length: 32 }, (_, place) => place * 7)

/** As whoever makes the list does. */
function entry(kind: WatchKind, value: string): string {
  return createHmac('sha256', KEY).update(`${kind}:${value}`).digest('hex').slice(0, 32)
}

function identity(number: number): string {
  const seventeen = `36019919900307${String(number).padStart(3, '0')}`
  const sum = [...seventeen].reduce(
    (total, digit, place) => total + Number(digit) * (2 ** (17 - place) % 11),
    0,
  )
  return seventeen + '10X98765432'.charAt(sum % 11)
}

const phone = (number: number) => `1380013${String(number).padStart(4, '0')}`
const plate = (number: number) => `赣A${String(number).padStart(5, '0')}`

/** Of three kinds together five thousand. */
function watched(): [WatchKind, string, string][] {
  const numbers = Array.from({ length: 2000 }, (_, number) => number * 2)
  return [
    ...numbers
      .slice(0, 500)
      .map((one): [WatchKind, string, string] => ['identity', identity(one), identity(one)]),
    ...numbers.map((one): [WatchKind, string, string] => ['phone', phone(one), `+86${phone(one)}`]),
    ...numbers.map((one): [WatchKind, string, string] => ['plate', plate(one), plate(one)]),
    ...numbers
      .slice(0, 500)
      .map((one): [WatchKind, string, string] => ['plate', plate(90_000 + one), plate(90_000 + one)]),
  ]
}

async function five() {
  const all = watched()
  const list = await WatchList.of(KEY)
  list.replaceAll(all.map(([kind, , normal]) => entry(kind, normal)))
  return { all, list }
}

function flipped(hex: string, place: number): string {
  return hex.slice(0, place) + (parseInt(hex.charAt(place), 16) ^ 1).toString(16) + hex.slice(place + 1)
}

describe('a watch list', () => {
  it('knows each of five thousand', async () => {
    const { all, list } = await five()
    expect(list.size).toBe(5000)
    const found = await Promise.all(all.map(([kind, typed]) => list.has(kind, typed)))
    expect(found.filter((one) => !one)).toEqual([])
  })

  it('knows nobody beside them', async () => {
    const { list } = await five()
    const odd = Array.from({ length: 500 }, (_, number) => number * 2 + 1)
    const asked = odd.flatMap((one) => [
      list.has('identity', identity(one)),
      list.has('phone', phone(one)),
      list.has('plate', plate(one)),
      list.has('plate', `${plate(one - 1)}B`),
    ])
    expect((await Promise.all(asked)).filter(Boolean)).toEqual([])
  })

  it('tells the entry of a value, and knows entries as they are told', async () => {
    const list = await WatchList.of(KEY)
    list.replaceAll([entry('plate', '赣A00002')])
    await expect(list.entryOf('plate', '赣a·00002')).resolves.toBe(entry('plate', '赣A00002'))
    await expect(list.entryOf('identity', '赣A00002')).resolves.toBeNull()
    expect(list.hasEntry(entry('plate', '赣A00002'))).toBe(true)
    expect(list.hasEntry(entry('plate', '赣A00003'))).toBe(false)
    expect(() => list.hasEntry('aa')).toThrow(RangeError)
  })

  it('knows a value however it is typed, and only as what it is', async () => {
    const { list } = await five()
    await expect(list.has('plate', '赣a·00002')).resolves.toBe(true)
    await expect(list.has('phone', '+86 138 0013 0004')).resolves.toBe(true)
    await expect(list.has('identity', ` ${identity(4).toLowerCase()} `)).resolves.toBe(true)
    await expect(list.has('identity', phone(4))).resolves.toBe(false)
    await expect(list.has('phone', '')).resolves.toBe(false)
  })

  it.each([0, 3, 4, 16, 31])('takes no entry for another that differs at place %i alone', async (place) => {
    const list = await WatchList.of(KEY)
    const own = entry('plate', plate(1))
    list.replaceAll([flipped(own, place)])
    await expect(list.has('plate', plate(1))).resolves.toBe(false)
    list.put(own)
    await expect(list.has('plate', plate(1))).resolves.toBe(true)
    expect(list.remove(own)).toBe(true)
    await expect(list.has('plate', plate(1))).resolves.toBe(false)
    expect(list.remove(flipped(own, place))).toBe(true)
    expect(list.size).toBe(0)
  })

  it('keeps to its key', async () => {
    const other = await WatchList.of(new Uint8Array(32))
    other.put(entry('plate', plate(1)))
    await expect(other.has('plate', plate(1))).resolves.toBe(false)
    await expect(WatchList.of(new Uint8Array(16))).rejects.toThrow(RangeError)
  })

  it('does as a plain set through any changes', async () => {
    const random = new Random(5)
    const list = await WatchList.of(KEY)
    const model = new Set<number>()
    for (let turn = 0; turn < 2000; turn++) {
      const number = random.below(150)
      if (random.chance(0.5)) expect(list.remove(entry('plate', plate(number)))).toBe(model.delete(number))
      else {
        list.put(entry('plate', plate(number)))
        model.add(number)
      }
      expect(list.size).toBe(model.size)
    }
    for (let number = 0; number < 150; number++) {
      await expect(list.has('plate', plate(number))).resolves.toBe(model.has(number))
    }
  })

  it('is another list once all is replaced, each entry once', async () => {
    const { list } = await five()
    const one = entry('plate', '赣B12345')
    list.replaceAll([one, one.toUpperCase()])
    expect(list.size).toBe(1)
    await expect(list.has('plate', '赣B12345')).resolves.toBe(true)
    await expect(list.has('plate', plate(2))).resolves.toBe(false)
  })

  it('stays as it is when an entry is none', async () => {
    const { list } = await five()
    for (const wrong of ['', 'abc', entry('plate', plate(1)).slice(2), `zz${'0'.repeat(30)}`]) {
      expect(() => list.replaceAll([entry('plate', plate(1)), wrong])).toThrow(RangeError)
      expect(() => list.put(wrong)).toThrow(RangeError)
      expect(() => list.remove(wrong)).toThrow(RangeError)
    }
    expect(list.size).toBe(5000)
  })

  it('holds nothing of a value that is looked for or watched for, nor its key', async () => {
    const { all, list } = await five()
    await list.has('phone', phone(1))
    const { key, crypto, ...stored } = list as unknown as Record<string, unknown>
    expect([(key as CryptoKey).extractable, crypto]).toEqual([false, globalThis.crypto])
    const dump = serialize(stored)
    expect(dump.includes(Buffer.from(entry('phone', `+86${phone(2)}`), 'hex'))).toBe(true)
    const values = [...all.filter((_, place) => place % 25 === 0).map(([, typed]) => typed), phone(1)]
    const told = JSON.stringify(stored)
    for (const one of values) {
      expect(dump.includes(Buffer.from(one)) || dump.includes(Buffer.from(one, 'utf16le'))).toBe(false)
      expect(told.includes(one)).toBe(false)
    }
    expect(dump.includes(Buffer.from(KEY))).toBe(false)
  })
})
