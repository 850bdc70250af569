import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../src/components/days'
import SignatureField from '../../src/day/SignatureField.vue'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { visitOf } from '../../src/visits/documents'
import { FakePhone } from '../fakePhone'
import { household, resident, round, target } from '../rows'
import { arrivesAt, mountPage, screenText, tap } from '../screen'
import { withCanvas } from './canvas'

const SIGNED = 'M10 10L300 100'
let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(path = '/day') {
  const page = await mountPage(path, phone)
  wrapper = page.wrapper
  await flushPromises()
  return page
}

/** There is no canvas here: what a finger drew is told as the field tells it. */
async function sign(path = SIGNED): Promise<void> {
  wrapper?.findComponent(SignatureField).vm.$emit('update:modelValue', path)
  await flushPromises()
}

function area(label: string): HTMLTextAreaElement {
  const found = document.body.querySelector<HTMLTextAreaElement>(`[aria-label="${label}"]`)
  if (!found) throw new Error(`no field ${label}; the screen says ${screenText()}`)
  return found
}

async function type(label: string, text: string): Promise<void> {
  area(label).value = text
  area(label).dispatchEvent(new Event('input'))
  await flushPromises()
}

const kindsGiven = () => phone.outbox().map(({ kind }) => kind)

withCanvas()

beforeEach(async () => {
  phone = new FakePhone(kinds)
  phone
    .pull('round', round('round'))
    .pull('household', household('a', { residents: [resident('r', '章小满')] }))
    .pull('target', target('1', 'a'))
    .pull('point', { id: 'gate', name: '东门' })
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('my day', () => {
  it('is signed with a stroke and handed in with a tap, log and sheet together', async () => {
    await phone.give('visit.record', { ...visitOf('1', 'met') })
    await open()
    expect(area('工作情况').value).toBe('入户走访1户：见到1户。')
    expect(screenText()).toContain('请先在日志上签名')
    await sign()
    await tap('提交日志，确认摸排表')
    expect(kindsGiven()).toEqual(['visit.record', 'log.sign', 'sheet.confirm'])
    const [, log, sheet] = phone.outbox().map(({ content }) => content)
    expect(log).toMatchObject({ grid_id: 'grid', day: dayOf(new Date()), signature: SIGNED })
    expect(sheet?.figures).toMatchObject({ households_visited: 1, persons_met: 3, patrols: 0 })
    expect(document.body.querySelectorAll('textarea')).toHaveLength(0)
    expect(screenText()).not.toContain('确认摸排表')
  })

  it('hands in nothing without the work, and nothing at all without a signature', async () => {
    await open()
    await type('工作情况', ' ')
    await sign()
    await tap('提交日志')
    expect(screenText()).toContain('请填写工作情况')
    expect(phone.outbox()).toEqual([])
    await tap('恢复本机建议')
    expect(area('工作情况').value).toContain('没有在系统中记录')
  })

  it('keeps what was typed for who comes back', async () => {
    await open()
    await type('工作情况', '卡口值守一天。')
    wrapper?.unmount()
    await flushPromises()
    await open()
    expect(area('工作情况').value).toBe('卡口值守一天。')
  })

  it('says what came after, and corrects with a reason as the next version', async () => {
    await open()
    await sign()
    await tap('提交日志，确认摸排表')
    const [first] = phone.outbox()
    await phone.give('visit.record', { ...visitOf('1', 'refused') })
    await flushPromises()
    expect(screenText()).toContain('签名后又有1条新记录')
    expect(screenText()).toContain('请再确认一次')
    await tap('更正')
    await sign()
    await tap('提交日志')
    expect(screenText()).toContain('请写明更正的理由')
    await type('更正理由', '漏记一户')
    await tap('提交日志')
    const logs = phone.outbox().filter(({ kind }) => kind === 'log.sign')
    expect(logs[1]?.content).toMatchObject({ corrects: first?.content.id, reason: '漏记一户' })
    expect(kindsGiven().filter((kind) => kind === 'sheet.confirm')).toHaveLength(2)
    expect(screenText()).toContain('第2版')
  })

  it('mends a log that was refused in its place', async () => {
    await open()
    await type('工作情况', '入户一天。')
    await sign()
    await tap('提交日志，确认摸排表')
    const [refused] = phone.outbox()
    phone.refuse(refused?.id ?? '', 'signature.broken')
    await flushPromises()
    expect(screenText()).toContain('服务器没有接受这份日志')
    wrapper?.unmount()
    await open(`/day?again=${refused?.id}&grid=grid&day=${dayOf(new Date())}`)
    expect(area('工作情况').value).toBe('入户一天。')
    await sign('M0 0L500 200')
    await tap('提交日志')
    expect(phone.outbox().filter(({ kind }) => kind === 'log.sign')).toMatchObject([
      { state: 'waiting', content: { work: '入户一天。', signature: 'M0 0L500 200' } },
    ])
  })

  it('opens the rows under a figure, and from there the household', async () => {
    await phone.give('visit.record', { ...visitOf('1', 'met') })
    const { router } = await open()
    await tap('已访户')
    expect(screenText()).toContain('章小满')
    await tap('翠竹小区1栋1单元101室')
    await arrivesAt(router, 'household')
  })

  it('reminds of yesterday where its log is not signed', async () => {
    const { id } = await phone.give('visit.record', { ...visitOf('1', 'met') })
    const yesterday = new Date(Date.now() - 86_400_000)
    const [given] = phone.outbox().filter((one) => one.id === id)
    if (given) given.at = yesterday.toISOString()
    const { router } = await open()
    await tap('昨天的工作日志还没有签')
    expect(router.currentRoute.value.query.day).toBe(dayOf(yesterday))
    expect(area('工作情况').value).toBe('入户走访1户：见到1户。')
  })
})

describe('a patrol on the phone', () => {
  it('goes on after the tab was killed, and is given once as it ends', async () => {
    const { router } = await open()
    await tap('开始巡查')
    await arrivesAt(router, 'patrol')
    await flushPromises()
    await tap('东门')
    wrapper?.unmount()
    bindPhone(null)
    await flushPromises()
    await open('/today')
    expect(screenText()).toContain('网格巡查进行中')
    expect(screenText()).toContain('点位1')
    wrapper?.unmount()
    await open('/day/patrol')
    await tap('发现问题')
    await tap('记下问题')
    expect(screenText()).toContain('请选择类别')
    document.body.querySelector<HTMLElement>('.finding [role="radio"]')?.click()
    await type('发现了什么', '栏杆松动')
    await tap('记下问题')
    await tap('结束巡查')
    document.body.querySelector<HTMLElement>('.van-dialog__confirm')?.click()
    await flushPromises()
    expect(phone.outbox()).toMatchObject([
      {
        kind: 'patrol.record',
        content: {
          grid_id: 'grid',
          stops: [{ point_id: 'gate', name: '东门', found: 'finding' }],
          findings: [{ category: 'gate', text: '栏杆松动', place: '东门', handled: '' }],
        },
      },
    ])
    expect(await phone.read('day.patrol')).toBeUndefined()
  })

  it('that was given before the tab was killed runs no more', async () => {
    const running = { id: 'p', grid_id: 'grid', kind: 'gate', started_at: new Date().toISOString() }
    await phone.keep('day.patrol', { ...running, stops: [], findings: [], note: '' })
    await phone.give('patrol.record', { ...running })
    await open('/today')
    expect(screenText()).not.toContain('进行中')
    expect(await phone.read('day.patrol')).toBeUndefined()
  })
})
