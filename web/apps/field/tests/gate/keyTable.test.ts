import { describe, expect, it } from 'vitest'
import { KeyTable, keyOfHex, keyOfText } from '../../src/gate/keyTable'
import { GatePasses } from '../../src/gate/passes'
import { Random } from '../../../../packages/offline/tests/random'
import { entry, idOf, pass } from './world'

describe('a table of keys', () => {
  it('finds what a map finds, whatever came and went', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const [random, table, map] = [new Random(seed), new KeyTable(), new Map<string, Set<number>>()]
      for (let step = 0; step < 600; step++) {
        const [text, row] = [`K${random.below(60)}`, random.below(9)]
        const rows = map.get(text) ?? new Set()
        map.set(text, rows)
        if (random.chance(0.55) && !rows.has(row)) {
          table.add(keyOfText(text), row)
          rows.add(row)
        } else if (rows.delete(row)) table.remove(keyOfText(text), row)
      }
      for (const [text, rows] of map)
        expect(new Set(table.find(keyOfText(text))), `seed ${seed}, ${text}`).toEqual(rows)
    }
  })

  it('takes a UUID and its digits for one key', () => {
    expect(keyOfHex(idOf(7))).toEqual(keyOfHex(idOf(7).replace(/-/g, '')))
    expect(keyOfText('AABB2201')).not.toEqual(keyOfText('AABB2202'))
  })
})

describe('the passes of a gate', () => {
  const plate = entry('plate:赣A00001')
  const mother = entry('phone:+8613800138777')

  it('are found by id, serial, holder and plate', () => {
    const passes = new GatePasses()
    passes.put(pass(1, { entries: [mother] }))
    passes.put(pass(2, { entries: [mother], kind: 'vehicle', plate }))
    expect(passes.withId(idOf(1))).toMatchObject({ label: '测1*', known: { kind: 'resident' } })
    expect(passes.withSerial('AABB2202')?.known.id).toBe(idOf(2))
    expect(passes.withEntry('person', mother).map(({ known }) => known.id)).toEqual([idOf(1), idOf(2)])
    expect(passes.withEntry('plate', plate).map(({ known }) => known.id)).toEqual([idOf(2)])
    expect(passes.withEntry('plate', mother)).toEqual([])
    expect([passes.withId(idOf(3)), passes.withSerial('AABB2203')]).toEqual([undefined, undefined])
  })

  it('are found by what they are now alone, and not at all once they are gone', () => {
    const passes = new GatePasses()
    passes.put(pass(1, { entries: [mother], plate }))
    passes.put(pass(1, { serial: 'CCDD3344', entries: [], revoked: true }))
    expect(passes.size).toBe(1)
    expect(passes.withSerial('AABB2201')).toBeUndefined()
    expect([...passes.withEntry('person', mother), ...passes.withEntry('plate', plate)]).toEqual([])
    expect(passes.withSerial('CCDD3344')?.known.revoked).toBe(true)
    passes.remove(idOf(1))
    passes.put(pass(2))
    expect([passes.size, passes.withId(idOf(1)), passes.withSerial('CCDD3344')]).toEqual([
      1,
      undefined,
      undefined,
    ])
  })
})
