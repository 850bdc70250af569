import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import DoorSheet from '../../src/visits/DoorSheet.vue'
import type { Visit } from '../../src/visits/documents'
import { useHeld } from '../../src/visits/held'
import { FakePhone } from '../fakePhone'
import { household, question, resident, round, target } from '../rows'
import { arrivesAt, mountPart, screenText, tap } from '../screen'

const GAS = question('gas', {
  text: '使用何种燃气',
  answer: 'choice',
  options: ['管道', '瓶装'],
  required: true,
})
const HOME = household('home', {
  residents: [resident('a', '章小满', { relation: '户主' }), resident('b', '章大雪', { relation: '女' })],
})
const KNOWN = { gas: { answer: '管道', on: '2026-11-01' } }

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function openSheet(said = {}) {
  phone.pull('target', target('t', 'home', { known: KNOWN, ...said }))
  const mounted = await mountPart(
    DoorSheet,
    { show: true, subjects: ['home'], title: '101', door: 'door' },
    phone,
  )
  wrapper = mounted.wrapper
  return mounted
}

const visits = () => phone.outbox().map(({ content }) => content as unknown as Visit)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  phone = new FakePhone(kinds)
  phone.pull('household', HOME).pull('round', round('round', { name: '冬季排查', questions: [GAS] }))
})

afterEach(async () => {
  await useHeld().undo()
  wrapper?.unmount()
  wrapper = undefined
  bindPhone(null)
  document.body.innerHTML = ''
  vi.useRealTimers()
})

describe('the sheet of a door', () => {
  it('begins with the outcomes each time it is opened', async () => {
    await openSheet()
    await tap('外出')
    expect(screenText()).toContain('省外')
    await wrapper?.setProps({ show: false })
    await wrapper?.setProps({ show: true })
    expect(screenText()).not.toContain('省外')
    expect(screenText()).toContain('无人应答')
  })

  it('says first what is already known', async () => {
    await openSheet({ late_added: true })
    const text = screenText()
    expect(text).toContain('章小满户主40岁')
    expect(text).toMatch(/使用何种燃气管道(\d+年)?11月1日已知/)
    expect(text).toContain('补登')
    expect(text.indexOf('章小满')).toBeLessThan(text.indexOf('无变化'))
  })

  it('one tap says that nothing has changed; it is given when it can be taken back no more', async () => {
    await openSheet()
    await tap('无变化')
    expect(wrapper?.emitted('update:show')).toEqual([[false]])
    expect(visits()).toEqual([])
    await vi.advanceTimersByTimeAsync(5000)
    await flushPromises()
    expect(visits()).toMatchObject([
      { target_id: 't', outcome: 'met', unchanged: true, way: 'in_person', answers: {} },
    ])
    expect(phone.get('t')?.document).toMatchObject({ outcome: 'met', settled: true, persons_met: 3 })
  })

  it('what was taken back is never given', async () => {
    await openSheet()
    await tap('无人应答')
    await useHeld().undo()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(visits()).toEqual([])
    expect(await phone.read('visits.held')).toBeUndefined()
  })

  it('a tab that was killed before it was given gives it when the phone is opened again, once', async () => {
    await openSheet()
    await tap('无人应答')
    const told = Date.now()
    bindPhone(null)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(visits()).toEqual([])
    bindPhone(phone)
    await flushPromises()
    expect(visits()).toMatchObject([{ outcome: 'no_answer', unchanged: false }])
    const [given] = phone.outbox()
    expect(Date.parse(given?.at ?? '') - told).toBeLessThan(1000)
    bindPhone(null)
    bindPhone(phone)
    await flushPromises()
    expect(visits()).toHaveLength(1)
  })

  it('the next visit gives the one before at once', async () => {
    await openSheet()
    await tap('拒绝')
    await tap('空户')
    expect(visits()).toMatchObject([{ outcome: 'refused' }])
    expect(useHeld().held.value.map(({ visit }) => visit.outcome)).toEqual(['empty'])
  })

  it('a full phone loses nothing: it stays held until there is room', async () => {
    await openSheet()
    await tap('无人应答')
    phone.full = true
    await vi.advanceTimersByTimeAsync(5000)
    await flushPromises()
    expect(visits()).toEqual([])
    phone.full = false
    await useHeld().giveHeld()
    expect(visits()).toMatchObject([{ outcome: 'no_answer' }])
  })

  it('wants to know where to who is away', async () => {
    await openSheet()
    await tap('外出')
    await tap('省外')
    await useHeld().giveHeld()
    expect(visits()).toMatchObject([{ outcome: 'away', away: 'province' }])
  })

  it('does not offer one tap where something must be asked', async () => {
    const { router } = await openSheet({ known: {} })
    expect(screenText()).not.toContain('无变化')
    expect(screenText()).toContain('还有1个必答问题')
    await tap('逐项登记')
    await arrivesAt(router, 'visit')
    expect(router.currentRoute.value.params.id).toBe('t')
  })

  it('new people lead to the form in which they are entered', async () => {
    const { router } = await openSheet()
    await tap('发现新人')
    await tap('住进本户')
    await arrivesAt(router, 'resident-new')
    await useHeld().giveHeld()
    expect(visits()).toMatchObject([{ outcome: 'new_people' }])
  })

  it('a door without a household offers to enter one, and no outcome', async () => {
    const mounted = await mountPart(
      DoorSheet,
      { show: true, subjects: [], title: '102', door: 'door' },
      phone,
    )
    wrapper = mounted.wrapper
    expect(screenText()).toContain('还没有登记住户')
    expect(screenText()).not.toContain('无人应答')
    await tap('登记住户')
    await arrivesAt(mounted.router, 'household-new')
  })

  it('without a round it tells what is known and asks nothing', async () => {
    phone.pull('round', round('round', { state: 'closed' }))
    await openSheet()
    expect(screenText()).toContain('章小满')
    expect(screenText()).not.toContain('无人应答')
  })
})
