// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { display, parsePlate, plateKeys } from '../src/plates'
import { shared } from './cases'
import { Random } from '../../offline/tests/random'

const { cases } = shared('plates')
const read = cases.flatMap(({ says }) => says ?? [])
const spelt = new Set(read.map(({ number }) => number).filter((one) => one !== '临时牌照'))

function offered(prefix: string): string[] {
  return Object.values(plateKeys(prefix)).flat() as string[]
}

describe('a plate', () => {
  it.each(cases)('$name', ({ text, says, problem }) => {
    const { value, wrong } = parsePlate(text)
    expect(value ? { ...value, display: display(value) } : wrong).toEqual(says ?? problem)
  })

  it('has each kind, each energy and each problem in a case', () => {
    expect(new Set(read.map(({ kind }) => kind)).size).toBe(15)
    expect(new Set(read.map(({ energy }) => energy))).toEqual(new Set([null, 'electric', 'hybrid']))
    const problems = new Set(cases.flatMap(({ problem }) => problem ?? []))
    expect([...problems].sort()).toEqual(['plate.confused_letters', 'plate.empty', 'plate.unknown_form'])
  })
})

describe('the keys of a plate', () => {
  it('begin with all provinces, and with what other plates begin with', () => {
    const { provinces, digits, letters, marks } = plateKeys('')
    expect(provinces).toHaveLength(31)
    expect(digits.join('')).toBe('0123456789')
    expect(letters.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    expect(marks).toEqual(['使'])
  })

  it('are letters behind a province, without I and O', () => {
    const keys = plateKeys('赣')
    expect(keys.letters.join('')).toBe('ABCDEFGHJKLMNPQRSTUVWXYZ')
    expect(keys).toMatchObject({ provinces: [], digits: [], marks: [] })
  })

  it('are any letter behind a W, for the forces and the armed police', () => {
    expect(plateKeys('W').letters).toHaveLength(26)
    expect(plateKeys('WJ').provinces).toHaveLength(31)
    expect(plateKeys('WA').provinces).toEqual([])
  })

  it('end with signs and with what tells a kind', () => {
    const { digits, letters, marks } = plateKeys('赣A·1234')
    expect(digits).toHaveLength(10)
    expect(letters).toHaveLength(24)
    expect(marks).toEqual([...'学警挂港澳领超', '应急'])
  })

  it('offer the energy of a large vehicle, 临 and 应急 behind a plate of five digits', () => {
    expect(plateKeys('赣A12345')).toEqual({
      provinces: [],
      digits: [],
      letters: [...'ABCDEFGHJK'],
      marks: ['临', '应急'],
    })
  })

  it('offer nothing more behind a full plate and behind what is none', () => {
    expect(offered('赣A12345B')).toEqual([])
    expect(offered('赣I')).toEqual([])
    expect(offered('车')).toEqual([])
  })

  it('go on as they were typed, in small letters and with a dot', () => {
    expect(plateKeys('赣a·1')).toEqual(plateKeys('赣A1'))
  })

  it.each([...spelt])('spell %s', (number) => {
    const keys = number.match(/应急|./gu) ?? []
    for (const [place, key] of keys.entries()) expect(offered(keys.slice(0, place).join(''))).toContain(key)
  })

  it('lead to a plate, whichever are pressed', () => {
    const random = new Random(11)
    for (let turn = 0; turn < 500; turn++) {
      let typed = ''
      for (let keys = offered(''); keys.length; keys = offered(typed)) typed += random.pick(keys)
      expect(parsePlate(typed).value?.number, typed).toBe(typed)
    }
  })
})
