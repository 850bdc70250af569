import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { household, question, resident, round, target } from '../rows'
import { mountPage, screenText, tap, until } from '../screen'

const GAS = question('gas', {
  text: '使用何种燃气',
  answer: 'choice',
  options: ['管道', '瓶装'],
  required: true,
})
const WIRES = question('wires', { text: '有无私拉电线' })

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(path: string) {
  const mounted = await mountPage(path, phone)
  wrapper = mounted.wrapper
  return mounted
}

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone
    .pull('household', household('home', { residents: [resident('a', '章小满'), resident('b', '章大雪')] }))
    .pull('round', round('round', { name: '冬季排查', questions: [GAS] }))
    .pull('round', round('second', { name: '用电检查', questions: [WIRES] }))
    .pull('target', target('t', 'home'))
    .pull('target', target('u', 'home', { round_id: 'second' }))
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('a visit question by question', () => {
  it('says which answer is missing and gives nothing before', async () => {
    await open('/visits/t')
    await tap('保存走访')
    expect(phone.outbox()).toEqual([])
    expect(screenText()).toContain('这一项必须回答')
  })

  it('gives what was said', async () => {
    await open('/visits/t')
    await tap('瓶装')
    await tap('纸质')
    document.body.querySelectorAll<HTMLElement>('[role="checkbox"]')[1]?.click()
    await tap('保存走访')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(phone.outbox()[0]?.content).toMatchObject({
      target_id: 't',
      outcome: 'met',
      way: 'paper',
      persons_met: 1,
      answers: { gas: '瓶装' },
      unchanged: false,
    })
  })

  it('a refused one is mended and given again in its place', async () => {
    const { id } = await phone.give('visit.record', {
      ...{ id: 'visit', target_id: 't', outcome: 'met', way: 'in_person', unchanged: false, away: 'none' },
      ...{ persons_met: null, answers: {}, note: '门口', photos: ['photo'] },
    })
    phone.refuse(id, 'answer_missing')
    await open(`/visits/t?again=${id}`)
    await tap('管道')
    await tap('保存走访')
    await until(() => expect(phone.outbox()[0]?.state).toBe('waiting'))
    expect(phone.outbox()).toHaveLength(1)
    expect(phone.outbox()[0]?.content).toMatchObject({
      id: 'visit',
      answers: { gas: '管道' },
      note: '门口',
      photos: ['photo'],
    })
  })

  it('one call tells all tasks about a household', async () => {
    await open('/visits/calls/home')
    expect(screenText()).toContain('冬季排查、用电检查')
    await tap('管道')
    await tap('否')
    await tap('保存（2 项任务）')
    await until(() => expect(phone.outbox()).toHaveLength(2))
    expect(phone.outbox().map(({ content }) => [content.target_id, content.way, content.answers])).toEqual([
      ['t', 'telephone', { gas: '管道' }],
      ['u', 'telephone', { wires: false }],
    ])
  })

  it('says so where the task is not on the phone any more', async () => {
    await open('/visits/gone')
    expect(screenText()).toContain('这项任务已不在本机上')
  })
})
