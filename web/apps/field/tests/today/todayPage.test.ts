import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { visitOf } from '../../src/visits/documents'
import { FakePhone } from '../fakePhone'
import { building, door, household, resident, round, target } from '../rows'
import { mountPage, screenText } from '../screen'

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(): Promise<string> {
  wrapper = (await mountPage('/today', phone)).wrapper
  return screenText()
}

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone
    .pull('building', building('house', [door('101', '1', 1, '101'), door('102', '1', 1, '102')]))
    .pull('household', household('a', { dwelling_id: '101', residents: [resident('r', '章小满')] }))
    .pull('household', household('b', { dwelling_id: '102', address_text: '翠竹小区1栋1单元102室' }))
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('the day', () => {
  it('without a round says so, and where the work goes on', async () => {
    const text = await open()
    expect(text).toContain('目前没有进行中的摸排')
    expect(text).toContain('楼栋')
  })

  it('shows rounds with doors and persons, what is due, and what was done by way', async () => {
    phone
      .pull('round', round('round', { name: '冬季排查' }))
      .pull('target', target('1', 'a', { outcome: 'no_answer', tries: 1, best_hours: { from: 0, to: 24 } }))
      .pull('target', target('2', 'b'))
    let text = await open()
    expect(text).toContain('冬季排查')
    expect(text).toContain('0/2')
    expect(text).toContain('现在合适')
    expect(text).toContain('翠竹小区1栋还有1户')
    await phone.give('visit.record', { ...visitOf('2', 'met', { way: 'telephone', unchanged: true }) })
    await flushPromises()
    text = screenText()
    expect(text).toContain('1/2')
    expect(text).toContain('今日已办1户')
    expect(text).toContain('电话1')
    expect(text).not.toContain('还有1户')
  })

  it('says that nothing is due when all is walked', async () => {
    phone.pull('round', round('round')).pull('target', target('1', 'a', { outcome: 'met', settled: true }))
    expect(await open()).toContain('今天没有待办')
  })
})
