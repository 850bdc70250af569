import { flushPromises } from '@vue/test-utils'
import type { Component } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import EntryPad from '../../src/gate/EntryPad.vue'
import MissingForm from '../../src/gate/MissingForm.vue'
import { useGate } from '../../src/gate/useGate'
import VerdictCard from '../../src/gate/VerdictCard.vue'
import VisitorForm from '../../src/gate/VisitorForm.vue'
import { mountPart } from '../screen'
import { entry, GATE, GateWorld, idOf, pass, standAtGate } from './world'

const gate = useGate()
let here: GateWorld
const SAID = { name: '测客', phone: '13800138001', visiting: '3-101' }
const watched = [entry('phone:+8613800138001')]
const NUMBER = '360199195003070015'

beforeEach(() => standAtGate(gate))

async function world(rules: object = {}, head = {}) {
  here = await new GateWorld().begin(rules, [pass(1), pass(2)], head)
  await flushPromises()
  await gate.open(GATE)
  await flushPromises()
}

/** The part alone, with the phone that stands at the gate. */
async function part(one: Component, props = {}) {
  return (await mountPart(one, props, here.phone)).wrapper
}

const reasons = () => gate.judgement.value?.reasons
const plate = () => gate.scan('赣B12345', 'plate')

describe('somebody without a pass, who says who they are', () => {
  it('is written down with the vehicle that stands there, which keeps its plate', async () => {
    await world()
    await plate()
    await gate.visitor('visitor', SAID, gate.person.value?.id)
    await gate.decide('passed')
    expect(here.passages()).toMatchObject([
      { ...SAID, subject: 'vehicle', plate: entry('plate:赣B12345'), person: watched[0] },
    ])
  })

  it('is looked for among those whom the gate watches for, once the number is said', async () => {
    await world({}, { watched })
    await plate()
    expect(reasons()).toEqual([])
    await gate.visitor('visitor', SAID, gate.person.value?.id)
    expect(reasons()).toEqual(['watched'])
  })

  it('stays watched for whatever number is said afterwards', async () => {
    await world({}, { watched })
    await gate.scan('13900139000', 'typed')
    await gate.visitor('visitor', SAID, gate.person.value?.id)
    await gate.visitor('visitor', { ...SAID, phone: '13900139000' }, gate.person.value?.id)
    expect(reasons()).toEqual(['watched'])
  })

  it('takes nobody’s place who was scanned meanwhile', async () => {
    await world()
    await gate.scan(await here.code(1), 'scanner')
    await gate.visitor('visitor', SAID)
    expect(gate.person.value).toMatchObject({ subject: 'visitor', label: '测客' })
    await gate.decide('passed')
    await vi.waitFor(() => expect(gate.person.value?.passId).toBe(idOf(1)))
  })
})

describe('the card', () => {
  const keys = async () => (await part(VerdictCard)).findAll('.card__more').map((one) => one.text())

  it('offers to write down whoever has no pass, and no more once that is done', async () => {
    await world({ pass_for: ['in'], pass_subjects: ['vehicle'] })
    await plate()
    expect(await keys()).toEqual(['来访登记', '配送登记'])
    await gate.visitor('visitor', SAID, gate.person.value?.id)
    expect(await keys()).toEqual([])
  })

  it('names what is to be shown in the sentence to say', async () => {
    const codes = ['health', 'test'].map((kind) => ({
      ...{ kind, directions: ['in'], subjects: ['vehicle'], hours: null },
      ...{ passes: ['green', 'negative'], holds: [] },
    }))
    await world({ codes })
    await plate()
    expect((await part(VerdictCard)).get('.card__say').text()).toBe('“请出示健康码、核酸检测。”')
  })
})

describe('the forms', () => {
  it('of a resident who is in no list ask the watch list too, and let the gate decide', async () => {
    await world({}, { watched: [entry(`identity:${NUMBER}`)] })
    const form = await part(MissingForm)
    const [name, number, address] = form.findAll('input')
    await name?.setValue('测新')
    await number?.setValue(NUMBER)
    await address?.setValue('3 栋 101')
    await form.get('form').trigger('submit')
    await vi.waitFor(() => expect(reasons()).toEqual(['watched']))
    expect(gate.person.value).toMatchObject({ subject: 'resident', name: '测新', visiting: '3 栋 101' })
    expect(here.gates.written).toMatchObject([{ kind: 'missing', body: { document: NUMBER } }])
  })

  it('of a visitor add to whoever stood there when they were opened', async () => {
    await world()
    await plate()
    const form = await part(VisitorForm, { subject: 'visitor' })
    await form.findAll('input')[0]?.setValue('测客')
    await form.get('form').trigger('submit')
    await vi.waitFor(() => expect(gate.person.value?.name).toBe('测客'))
    expect(gate.person.value).toMatchObject({ subject: 'vehicle', label: '赣B·12345' })
  })
})

describe('the keys for numbers', () => {
  async function typed(way: 'identity' | 'phone', number: string) {
    const pad = await part(EntryPad, { way })
    for (const sign of number)
      await pad
        .findAll('.gate-key')
        .find((one) => one.text() === sign)
        ?.trigger('click')
    return pad
  }

  it('say of a whole number that it is wrong', async () => {
    expect((await typed('identity', '360199195003070016')).get('[role=alert]').text()).toContain('校验位')
    expect((await typed('phone', '12345678901')).get('[role=alert]').text()).toContain('手机号不对')
  })

  it('say nothing of one that is begun or right, and show it in pieces', async () => {
    expect((await typed('identity', NUMBER.slice(0, 17))).find('[role=alert]').exists()).toBe(false)
    const whole = await typed('identity', NUMBER)
    expect(whole.find('[role=alert]').exists()).toBe(false)
    expect(whole.findAll('.entry__pieces span').map((one) => one.text())).toEqual([
      '360199',
      '19500307',
      '0015',
    ])
  })
})
