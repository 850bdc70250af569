// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { initials } from '../src/pinyin'

describe('initials', () => {
  it.each([
    ['湖滨路', 'hbl'],
    ['安博餐店', 'abcd'],
    ['鹅房官建', 'efgj'],
    ['康来美年欧', 'klmno'],
    ['平强仁三田', 'pqrst'],
    ['文新英忠', 'wxyz'],
    ['幸福里3栋B座', 'xfl3dbz'],
    ['老王（快餐）', 'lwkc'],
    ['', ''],
  ])('of %s are %s', (text, letters) => {
    expect(initials(text)).toBe(letters)
  })

  it('are empty where the browser cannot sort by pinyin', () => {
    expect(initials('湖滨路', new Intl.Collator('zh-u-co-stroke'))).toBe('')
  })
})
