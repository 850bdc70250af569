import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import SignatureField from '../../src/day/SignatureField.vue'
import { digestOf, qrOf } from '../../src/handover/codes'
import type { Give, KeptGates, Take } from '../../src/handover/documents'
import ScanBox from '../../src/handover/ScanBox.vue'
import { readQr } from '../../src/handover/codes'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { withCanvas } from '../day/canvas'
import { FakePhone } from '../fakePhone'
import { arrivesAt, mountPage, screenText, tap, until } from '../screen'
import { GATE, gate, KEY, shift } from './rows'

const SIGNED = 'M10 10L300 100'
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(path: string) {
  const page = await mountPage(path, phone)
  wrapper = page.wrapper
  await flushPromises()
  return page
}

async function sign(): Promise<void> {
  await until(() => expect(wrapper?.findComponent(SignatureField).exists()).toBe(true))
  wrapper?.findComponent(SignatureField).vm.$emit('update:modelValue', SIGNED)
  await flushPromises()
}

async function type(label: string, text: string): Promise<void> {
  const field = document.body.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)
  if (!field) throw new Error(`no field ${label}; the screen says ${screenText()}`)
  field.value = text
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}

/** Pages come as modules of their own: a busy machine takes its time, which is not what is tested. */
vi.setConfig({ testTimeout: 30_000 })
withCanvas()

beforeEach(async () => {
  phone = new FakePhone(kinds)
  const shifts = [shift('m', hours(-7.5), hours(0.5), true), shift('n', hours(0.5), hours(8), false)]
  const told: KeptGates = {
    member_id: 'me',
    after_minutes: 15,
    before_minutes: 30,
    gates: [gate({ shifts })],
  }
  await phone.keep('handover.gates', told)
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('whoever leaves', () => {
  it('is reminded on the page of today while there is no signal', async () => {
    await open('/today')
    await until(() => expect(screenText()).toContain('东门：该您交班了'))
  })

  it('signs what is handed over and shows it as a code', async () => {
    const { router } = await open(`/handovers/${GATE}/give`)
    await until(() => expect(screenText()).toContain('额温枪'))
    await type('未了事项', '门禁不灵')
    await sign()
    await tap('签名交班')
    await arrivesAt(router, 'handover-code')
    const [given] = phone.outbox()
    const half = given?.content as unknown as Give
    expect([given?.kind, half.matters, half.kit[0]?.found, half.signature]).toEqual([
      ...['handover.give', ['门禁不灵'], 2, SIGNED],
    ])
    await until(() => expect(document.body.querySelector('img')?.alt).toBe('东门的交接码'))
    expect(screenText()).toContain(half.code)
  })

  it('says why nobody takes over', async () => {
    await open(`/handovers/${GATE}/give?kind=closing`)
    await sign()
    await tap('签名撤岗')
    expect(phone.outbox()).toEqual([])
    await type('为什么不再值守', '夜间关闭')
    await tap('签名撤岗')
    await until(() => expect(phone.outbox()).toHaveLength(1))
  })
})

describe('whoever comes', () => {
  async function given(): Promise<Give> {
    return {
      ...{
        id: 'x',
        gate_id: GATE,
        code: 'ABCD2345',
        kind: 'shift',
        at: hours(0),
        since: hours(-8),
        name: '东门',
      },
      counts: { in: 12, out: 7, turned_back: 0, held: 0, emergency: 0 },
      kit: [{ name: '额温枪', expected: 2, found: 1, word: '送修' }],
      ...{ keys: 2, matters: ['一'], orders: [], health: 'good', health_word: '', remarks: '', word: '' },
      signature: SIGNED,
    }
  }

  it('scans, sees what is missing, signs and has taken over', async () => {
    const { router } = await open(`/handovers/${GATE}/take`)
    const said = await given()
    const shown = await readQr(await qrOf(said, { id: 'other', name: '章小满' }, KEY), new Map([[GATE, KEY]]))
    await until(() => expect(wrapper?.findComponent(ScanBox).exists()).toBe(true))
    wrapper?.findComponent(ScanBox).vm.$emit('scanned', shown)
    await flushPromises()
    expect(screenText()).toContain('额温枪：应有2，实有1')
    await sign()
    expect(screenText()).toContain('请先核对并选择结果') // nobody confirms without having said so
    await tap('无误')
    await tap('签名接班')
    await arrivesAt(router, 'handovers')
    const half = phone.outbox()[0]?.content as unknown as Take
    expect([half.by, half.answer, half.digest]).toEqual(['scan', 'confirm', await digestOf(said)])
  })

  it('types the code, and a question needs its word', async () => {
    await open(`/handovers/${GATE}/take`)
    await until(() => expect(screenText()).toContain('用交接码接班'))
    await type('交接码', 'abcd 2345')
    await tap('用交接码接班')
    await sign()
    await tap('有疑问')
    await tap('签名，并提出疑问')
    expect(phone.outbox()).toEqual([])
    await type('疑问是什么', '少一把')
    await tap('签名，并提出疑问')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    const half = phone.outbox()[0]?.content as unknown as Take
    expect([half.code, half.by, half.digest, half.word]).toEqual(['ABCD2345', 'code', '', '少一把'])
  })

  it('sees who is there now, and later who comes', async () => {
    const there = shift('n', hours(-1), hours(7), false)
    const told = {
      member_id: 'me',
      after_minutes: 15,
      before_minutes: 30,
      gates: [gate({ shifts: [there] })],
    }
    await phone.keep('handover.gates', told)
    await open('/handovers')
    await until(() => expect(screenText()).toContain('当班：章小满，到'))
    expect(screenText()).not.toContain('下一班')
  })

  it('is told where the server has heard of no such code', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"code":"not_found"}', { status: 404 })))
    phone.connect('online')
    await open(`/handovers/${GATE}/take`)
    await until(() => expect(screenText()).toContain('用交接码接班'))
    await type('交接码', 'abcd 2345')
    await tap('用交接码接班')
    await until(() => expect(screenText()).toContain('也可能输错了'))
    vi.unstubAllGlobals()
  })

  it('does not take over from oneself', async () => {
    await open(`/handovers/${GATE}/take`)
    const own = await readQr(
      await qrOf(await given(), { id: 'me', name: '罗安佳' }, KEY),
      new Map([[GATE, KEY]]),
    )
    await until(() => expect(wrapper?.findComponent(ScanBox).exists()).toBe(true))
    wrapper?.findComponent(ScanBox).vm.$emit('scanned', own)
    await flushPromises()
    expect(wrapper?.findComponent(SignatureField).exists()).toBe(false)
  })
})
