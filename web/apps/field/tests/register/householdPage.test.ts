import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { household, resident } from '../rows'
import { mountPage, screenText, tap, until } from '../screen'

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(path: string) {
  const mounted = await mountPage(path, phone)
  wrapper = mounted.wrapper
  return mounted
}

beforeEach(() => {
  phone = new FakePhone(kinds)
  const phones = [{ id: 'p', masked: '138****8000' }]
  phone.pull(
    'household',
    household('home', { residents: [resident('a', '章小满', { phones, version: 4 })], version: 2 }),
  )
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('a household on the phone', () => {
  it('shows masked numbers masked, and calls none of them', async () => {
    await open('/households/home')
    expect(screenText()).toContain('3601**********0016')
    expect(document.body.querySelector('a[href^="tel:"]')).toBeNull()
  })

  it('offers no door behind which its owner has no right', async () => {
    const acts = ['修改本户', '添加人员', '上报工单', '修改', '已离开']
    const buttons = () =>
      [...document.body.querySelectorAll('.van-button')].map((one) => one.textContent.trim())
    await open('/households/home')
    expect(buttons()).toEqual(expect.arrayContaining(acts))
    wrapper?.unmount()
    bindPhone(null)
    document.body.innerHTML = ''
    await phone.keep('phone.may', ['order.open'])
    await open('/households/home')
    await until(() => expect(buttons()).toEqual(['上报工单']))
  })

  it('marks who waits, and calls the number that was typed here', async () => {
    await phone.give('resident.add', {
      id: 'r',
      household_id: 'home',
      name: '章大雪',
      phones: ['0791-86123456'],
    })
    await open('/households/home')
    expect(screenText()).toContain('章大雪')
    expect(screenText()).toContain('待发送')
    expect(document.body.querySelector('a[href^="tel:"]')?.getAttribute('href')).toBe('tel:079186123456')
  })

  it('who has left is taken off after a question', async () => {
    await open('/households/home')
    await tap('已离开')
    await until(() => expect(screenText()).toContain('章小满已不住在这里'))
    document.body.querySelector<HTMLElement>('.van-dialog__confirm')?.click()
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(phone.outbox()[0]).toMatchObject({
      kind: 'resident.leave',
      content: { id: 'a', household_id: 'home', version: 4, name: '章小满' },
    })
    expect(screenText()).toContain('本户还没有登记人员')
  })

  it('a change of its head names the version that was seen', async () => {
    await open('/households/home/edit')
    await tap('租住')
    await tap('保存')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(phone.outbox()[0]?.content).toEqual({ id: 'home', tenure: 'rented', version: 2 })
  })

  it('a form that changes nothing says nothing', async () => {
    await open('/households/home/residents/a')
    await tap('保存')
    await flushPromises()
    expect(phone.outbox()).toEqual([])
  })

  it('a form that began before somebody else changed the row names the version that it began from', async () => {
    await open('/households/home/residents/a')
    phone.pull('household', household('home', { residents: [resident('a', '章小满', { version: 9 })] }))
    await flushPromises()
    await tap('配偶')
    await tap('保存')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(phone.outbox()[0]?.content).toEqual({
      id: 'a',
      household_id: 'home',
      version: 4,
      relation: '配偶',
    })
  })

  it('a refused person is mended and given again in its place', async () => {
    const { id } = await phone.give('resident.add', {
      id: 'r',
      household_id: 'home',
      name: '章大雪',
      document: '1',
    })
    phone.refuse(id, 'document_form')
    await open(`/households/home/residents/new?again=${id}`)
    const [, number] = document.body.querySelectorAll('input')
    if (!number) throw new Error('no box')
    number.value = '36019919491231078X'
    number.dispatchEvent(new Event('input'))
    await tap('保存')
    await until(() => expect(phone.outbox()[0]?.state).toBe('waiting'))
    expect(phone.outbox()).toHaveLength(1)
    expect(phone.outbox()[0]?.content).toMatchObject({
      id: 'r',
      name: '章大雪',
      document: '36019919491231078X',
    })
  })
})
