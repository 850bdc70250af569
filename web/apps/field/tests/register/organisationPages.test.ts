import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { building, door, employee, organisation } from '../rows'
import { arrivesAt, mountPage, screenText, tap, until } from '../screen'

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(path: string) {
  const mounted = await mountPage(path, phone)
  wrapper = mounted.wrapper
  await until(() => expect(document.body.querySelector('form, .sub-page')).toBeTruthy())
  return mounted
}

async function close(): Promise<void> {
  wrapper?.unmount()
  wrapper = undefined
  await flushPromises()
}

/** Types into the box with this label, the first of them inside an element. */
async function type(label: string, text: string, inside = 'form'): Promise<void> {
  const box = boxOf(label, inside)
  box.value = text
  box.dispatchEvent(new Event('input'))
  await flushPromises()
}

function boxOf(label: string, inside = 'form'): HTMLInputElement {
  const cells = [...document.body.querySelectorAll(`${inside} .van-field`)]
  const cell = cells.find((one) => one.querySelector('.van-field__label')?.textContent.trim() === label)
  const box = cell?.querySelector('input')
  if (!box) throw new Error(`no box ${label}; the screen says ${screenText()}`)
  return box
}

const LEAD = '[data-role="lead"]'
const given = () => phone.outbox().map(({ kind, content }) => ({ command: kind, ...content }))

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn()
  phone = new FakePhone(kinds)
  phone.pull('building', building('house', [door('door', '1', 1, '101')]))
  phone.pull(
    'organisation',
    organisation('shop', '翠竹便利店', {
      phone: '139****9000',
      contacts: [{ id: 'c', version: 1, role: 'lead', name: '李平', phone: '138****8000' }],
      employees: [employee('e', '王安', { phone: '136****6000' })],
    }),
  )
})

afterEach(async () => {
  await close()
  bindPhone(null)
  document.body.innerHTML = ''
})

describe('a new organisation', () => {
  it('is entered in its building with what fits its kind', async () => {
    const { router } = await open('/organisations/new?building=house')
    expect(screenText()).not.toContain('隔离室')
    await tap('餐饮店')
    await type('单位名称', '翠竹面馆')
    await type('姓名', '李安', LEAD)
    await type('联系电话', '13900139000', LEAD)
    await tap('口罩')
    await tap('登记这个单位')
    await arrivesAt(router, 'organisation')
    const [{ id, ...said } = { id: '' }] = given()
    expect(id).toHaveLength(36)
    expect(said).toEqual({
      ...{
        command: 'organisation.add',
        kind: 'restaurant',
        name: '翠竹面馆',
        trading: 'open',
        industry: 'H',
      },
      ...{ building_id: 'house', site_id: null, grid_id: 'grid', address_text: '翠竹小区1栋' },
      contacts: { lead: { name: '李安', phone: '13900139000' } },
      situation: { measures: ['masks'] },
    })
    await until(() => expect(screenText()).toContain('从业人员0人'))
    expect(screenText()).toContain('待发送')
  })

  it('is not entered while a code is wrong, and says which', async () => {
    await open('/organisations/new?building=house')
    await type('单位名称', '翠竹面馆')
    await type('统一社会信用代码', '91350211M000100Y45')
    await tap('登记这个单位')
    expect(phone.outbox()).toEqual([])
    expect(screenText()).toContain('校验不通过')
    const [shown] = vi.mocked(Element.prototype.scrollIntoView).mock.contexts as Element[]
    expect(shown?.textContent).toContain('校验不通过')
  })

  it('asks for everything of the form after one tap', async () => {
    await open('/organisations/new')
    await tap('登记表的全部项目')
    expect(screenText()).toContain('隔离室')
    expect(screenText()).toContain('医护人员')
  })

  it('is there again after the tab was killed, and begins with the name that was looked for', async () => {
    await open('/organisations/new?name=翠竹')
    expect(boxOf('单位名称').value).toBe('翠竹')
    await type('单位名称', '翠竹水果店')
    await close()
    await open('/organisations/new')
    await until(() => expect(boxOf('单位名称').value).toBe('翠竹水果店'))
    expect(screenText()).toContain('已恢复')
  })

  it('that was refused is mended and given again without what was wrong', async () => {
    const row = { id: 'new', grid_id: 'grid', site_id: null, building_id: 'house', kind: 'hotel' }
    const { id } = await phone.give('organisation.add', { ...row, name: '翠竹宾馆', credit_code: '1' })
    phone.refuse(id, 'credit_code.length')
    await open(`/organisations/new?again=${id}`)
    expect(boxOf('单位名称').value).toBe('翠竹宾馆')
    await type('统一社会信用代码', '')
    await tap('登记这个单位')
    await until(() => expect(given()).toHaveLength(1))
    expect(given()[0]).toMatchObject({ id: 'new', name: '翠竹宾馆', command: 'organisation.add' })
    expect(given()[0]).not.toHaveProperty('credit_code')
  })
})

describe('an organisation that is known', () => {
  it('is changed by what differs, the masked numbers left alone', async () => {
    await open('/organisations/shop/edit')
    expect(boxOf('联系电话').placeholder).toContain('139****9000')
    await tap('休业')
    await type('姓名', '周燕', LEAD)
    expect(screenText()).toContain('换人后请填新电话')
    await tap('保存')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(given()).toEqual([
      {
        ...{ command: 'organisation.change', id: 'shop', version: 1, trading: 'suspended' },
        contacts: { lead: { name: '周燕', phone: '' } },
      },
    ])
  })

  it('gives nothing where nothing differs', async () => {
    await open('/organisations/shop/edit')
    await tap('保存')
    await flushPromises()
    expect(phone.outbox()).toEqual([])
  })

  it('gets somebody who works there, who is marked until it is sent', async () => {
    await open('/organisations/shop/employees/new')
    await type('姓名', '周燕')
    await type('身份证号', '36019919491231078X')
    await type('家庭住址', '翠竹路2号')
    await tap('中高风险地区人员')
    await tap('保存')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(given()[0]).toMatchObject({
      ...{ command: 'employee.add', organisation_id: 'shop', name: '周燕', address_text: '翠竹路2号' },
      ...{ document: '36019919491231078X', situation: { key_person: 'risk_area' } },
    })
    await close()
    await open('/organisations/shop')
    await until(() => expect(screenText()).toContain('从业人员2人'))
    expect(screenText()).toContain('中高风险地区人员')
  })

  it('an employee is changed, and leaves after a question', async () => {
    await open('/organisations/shop/employees/e')
    expect(boxOf('联系电话').placeholder).toContain('136****6000')
    await type('家庭住址', '翠竹路2号')
    await tap('保存')
    await until(() => expect(phone.outbox()).toHaveLength(1))
    expect(given()[0]).toEqual({
      ...{ command: 'employee.change', id: 'e', organisation_id: 'shop', version: 1 },
      address_text: '翠竹路2号',
    })
    await close()
    await open('/organisations/shop')
    await until(() => expect(screenText()).toContain('王安'))
    await tap('已离职')
    await until(() => expect(screenText()).toContain('王安已不在这里工作？'))
    const confirm = document.body.querySelector<HTMLElement>('.van-dialog__confirm')
    confirm?.click()
    await until(() => expect(phone.outbox()).toHaveLength(2))
    expect(given()[1]).toMatchObject({ command: 'employee.leave', id: 'e', organisation_id: 'shop' })
  })

  it.each([
    '/organisations/gone/edit',
    '/organisations/gone/employees/new',
    '/organisations/shop/employees/x',
  ])('says so where it is not on the phone: %s', async (path) => {
    await open(path)
    expect(screenText()).toContain(path.includes('shop') ? '此人已不在这个单位' : '这个单位已不在本机上')
  })
})
