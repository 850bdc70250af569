import { describe, expect, it } from 'vitest'
import { indexOf, search, visibleTail } from '../../src/search/searchIndex'
import { building, household, organisation, resident } from '../rows'

const HOMES = [
  household('home', {
    address_text: '翠竹小区3栋2单元501室',
    residents: [
      resident('a', '张小明', { phones: [{ id: 'p', masked: '138****8000' }], plates: ['赣A12345'] }),
      resident('b', '单雨晴', { employer: '禾丰制衣厂' }),
    ],
    keys: ['zhang xiao ming\t张小明', 'shan yu qing\t单雨晴'],
  }),
  household('other', {
    address_text: '翠竹小区3栋2单元1501室',
    residents: [resident('c', '阿里木·买买提')],
    keys: ['a li mu mai mai ti\t阿里木·买买提'],
  }),
]
const SHOPS = [organisation('shop', '丰和街立诚家药店', { phone: '0791-****3456' })]
const index = indexOf(HOMES, SHOPS, [building('one', [], { name: '3栋' })])
const found = (typed: string) => search(index, typed).map(({ entry }) => entry.title)

describe('the search of the phone', () => {
  it.each([
    ['张小明', '张小明'],
    ['小明', '张小明'],
    ['zhangxiaoming', '张小明'],
    ['zxm', '张小明'],
    ['zhangxm', '张小明'],
    ['zhang xiao', '张小明'],
    ['xiaoming', '张小明'],
    ['syq', '单雨晴'],
    ['SHANYUQING', '单雨晴'],
    ['alimu', '阿里木·买买提'],
    ['阿里木买买提', '阿里木·买买提'],
    ['禾丰', '单雨晴'],
    ['8000', '张小明'],
    ['12345', '张小明'],
    ['赣a12345', '张小明'],
    ['a12345', '张小明'],
    ['3456', '丰和街立诚家药店'],
    ['药店', '丰和街立诚家药店'],
    ['3-2-501', '翠竹小区3栋2单元501室'],
    ['501', '翠竹小区3栋2单元501室'],
    ['2单元1501', '翠竹小区3栋2单元1501室'],
    ['翠竹小区3栋', '翠竹小区3栋'],
  ])('%s finds %s', (typed, title) => expect(found(typed)).toContain(title))

  it('a door is not found by the end of another number', () => {
    expect(found('501')).not.toContain('翠竹小区3栋2单元1501室')
  })

  it('what is masked cannot be guessed at', () => {
    expect(found('13800138000')).toEqual([])
    expect(found('0138000')).toEqual([])
    expect(visibleTail('138****8000')).toBe('8000')
  })

  it('letters in another order find nobody, and nothing finds nothing', () => {
    expect(found('mxz')).toEqual([])
    expect(found('  ')).toEqual([])
  })

  it('a whole name comes before names that contain it', () => {
    const two = indexOf(
      [household('h', { residents: [resident('1', '李张伟'), resident('2', '张伟')] })],
      [],
      [],
    )
    expect(search(two, '张伟').map(({ entry }) => entry.title)).toEqual(['张伟', '李张伟'])
  })

  it('answers over 1,500 residents; the time is printed', () => {
    const many = Array.from({ length: 450 }, (_, at) =>
      household(`h${at}`, {
        address_text: `翠竹小区${at % 20}栋1单元${100 + at}室`,
        residents: Array.from({ length: 4 }, (_, place) => resident(`${at}-${place}`, `张小${place}`)),
        keys: Array.from({ length: 4 }, (_, place) => `zhang xiao ${'abcd'[place]}ing\t张小${place}`),
      }),
    )
    const began = performance.now()
    const whole = indexOf([...many, ...HOMES], SHOPS, [])
    const made = performance.now()
    const hits = search(whole, 'syq')
    const ended = performance.now()
    process.stdout.write(
      `index of ${whole.length} entries ${(made - began).toFixed(1)} ms, search ${(ended - made).toFixed(1)} ms\n`,
    )
    expect(hits.map(({ entry }) => entry.title)).toEqual(['单雨晴'])
    expect(search(whole, 'zx')).toHaveLength(30)
  })
})
