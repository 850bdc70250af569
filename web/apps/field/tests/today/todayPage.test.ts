import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../src/components/days'
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
    expect(text).toContain('冬季排查：还有1户没有走访0/2')
    expect(text).toContain('冬季排查：1户未遇，要再访')
    expect(text).toContain('现在合适')
    expect(text).toContain('翠竹小区1栋还有1户')
    await phone.give('visit.record', { ...visitOf('2', 'met', { way: 'telephone', unchanged: true }) })
    await flushPromises()
    text = screenText()
    expect(text).toContain('已完成1走访摸排今天已走访1户电话1')
    expect(text).not.toContain('没有走访')
    expect(text).not.toContain('还有1户')
  })

  it('shows the papers of the day, and what was not accepted, before all rounds', async () => {
    const text = await open()
    expect(text).toContain('今日应办3巡查网格和防护设施今天截止今天还没有巡查')
    expect(text).toContain('填写工作日志今天截止今天的工作日志还没有签')
    const { id } = await phone.give('household.change', { id: 'a', version: 1, note: '错' })
    phone.refuse(id, 'changed_meanwhile')
    await flushPromises()
    expect(screenText()).toContain('处理没有被接受的记录1条记录没有被接受，请处理')
  })

  it('asks for the log of a day before on which there was work', async () => {
    const day = new Date(Date.now() - 2 * 86_400_000)
    const walked = { id: 'p', grid_id: 'grid', kind: 'patrol', stops: [], findings: [], note: '' }
    const times = { started_at: day.toISOString(), ended_at: day.toISOString() }
    await phone.give('patrol.record', { ...walked, ...times })
    const text = await open()
    expect(text).toContain('已超期2填写工作日志已超期2天')
    expect(text).toContain('没有签日志')
  })

  it('asks for papers that the server misses, until this phone has given them', async () => {
    const day = dayOf(new Date(Date.now() - 3 * 86_400_000))
    const told = { posts: ['grid_manager'], unsigned: [{ day, grid: 'grid' }], unconfirmed: [] }
    await phone.keep('today.told', told)
    expect(await open()).toContain('没有签日志')
    await phone.give('log.sign', { id: 'l', grid_id: 'grid', day })
    await flushPromises()
    expect(screenText()).not.toContain('没有签日志')
  })

  it('of another post has that post’s duties and no doors of workers', async () => {
    await phone.keep('today.told', { posts: ['grid_police'], unsigned: [], unconfirmed: [] })
    phone.pull('round', round('round')).pull('target', target('1', 'a'))
    const text = await open()
    expect(text).not.toContain('工作日志还没有签')
    expect(text).not.toContain('还有1户')
  })

  it('without a post says whom to ask', async () => {
    await phone.keep('today.told', { posts: [], unsigned: [], unconfirmed: [] })
    expect(await open()).toContain('请联系街道网格长或街道指挥部')
  })

  it('says that nothing is due when all is walked', async () => {
    phone.pull('round', round('round')).pull('target', target('1', 'a', { outcome: 'met', settled: true }))
    expect(await open()).toContain('今天没有待办')
  })
})
