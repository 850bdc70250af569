import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { building, door } from '../rows'
import { arrivesAt, mountPage, screenText, tap, until } from '../screen'

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open() {
  const mounted = await mountPage('/doors/door/household', phone)
  wrapper = mounted.wrapper
  return mounted
}

async function close(): Promise<void> {
  wrapper?.unmount()
  wrapper = undefined
  await flushPromises()
}

async function type(place: number, text: string): Promise<void> {
  const input = document.body.querySelectorAll('input')[place]
  if (!input) throw new Error(`no box ${place}`)
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn()
  phone = new FakePhone(kinds)
  phone.pull('building', building('house', [door('door', '1', 1, '101')]))
})

afterEach(async () => {
  await close()
  bindPhone(null)
  document.body.innerHTML = ''
})

describe('a household found at a door', () => {
  it('is entered with its people by one key, sex and age as their numbers say', async () => {
    const { router } = await open()
    await type(0, '章小满')
    await type(1, '36019919491231078X')
    await type(2, '13800138000')
    await tap('租住')
    await tap('再加一人')
    await type(4, '章大雪')
    await tap('同上')
    await tap('登记这一户（2 人）')
    await arrivesAt(router, 'household')
    expect(phone.outbox().map(({ kind }) => kind)).toEqual(['household.add', 'resident.add', 'resident.add'])
    const [home, head, spouse] = phone.outbox().map(({ content }) => content)
    expect(home).toMatchObject({ dwelling_id: 'door', grid_id: 'grid', tenure: 'rented' })
    expect(head).toMatchObject({ name: '章小满', relation: '户主', document: '36019919491231078X' })
    expect(spouse).toMatchObject({ name: '章大雪', relation: '配偶', phones: ['13800138000'] })
    await until(() => expect(screenText()).toContain('户主·女'))
  })

  it('is not entered while a number is wrong, and says which', async () => {
    await open()
    await type(0, '章小满')
    await type(1, '360199194912310781')
    await tap('登记这一户')
    expect(phone.outbox()).toEqual([])
    expect(screenText()).toContain('校验不通过')
  })

  it('stands in the form again after a killed tab, until it is entered', async () => {
    await open()
    await type(0, '章小满')
    await close()
    await open()
    expect(screenText()).toContain('已恢复上次没保存的内容')
    expect(document.body.querySelector('input')?.value).toBe('章小满')
    await tap('登记这一户')
    await until(() => expect(phone.outbox()).toHaveLength(2))
    await close()
    await open()
    expect(screenText()).not.toContain('已恢复')
  })

  it('can be begun anew', async () => {
    await open()
    await type(0, '章小满')
    await close()
    await open()
    await tap('清空重填')
    expect(document.body.querySelector('input')?.value).toBe('')
    await close()
    await open()
    expect(screenText()).not.toContain('已恢复')
  })

  it('a phone that was full for the second person enters nobody twice', async () => {
    await open()
    await type(0, '章小满')
    const give = vi.spyOn(phone, 'give')
    give.mockImplementationOnce(async (kind, content) => {
      const given = await FakePhone.prototype.give.call(phone, kind, content)
      phone.full = true
      return given
    })
    await tap('登记这一户')
    await flushPromises()
    expect(phone.outbox().map(({ kind }) => kind)).toEqual(['household.add'])
    phone.full = false
    await tap('登记这一户')
    await until(() =>
      expect(phone.outbox().map(({ kind }) => kind)).toEqual(['household.add', 'resident.add']),
    )
  })
})
