import type { Organisation } from '@gridward/api'
import { beforeEach, describe, expect, it } from 'vitest'
import { edits, kinds } from '../../src/register/commands'
import { FakePhone } from '../fakePhone'
import { employee, organisation } from '../rows'

let phone: FakePhone
const shop = () => phone.get<Organisation>('shop')?.document

const LEAD = { id: 'c', version: 1, role: 'lead' as const, name: '李平', phone: '138****8000' }

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone.pull(
    'organisation',
    organisation('shop', '翠竹便利店', { contacts: [LEAD], employees: [employee('e', '王安')] }),
  )
})

describe('commands about organisations before the server has heard of them', () => {
  it('a new one stands in its grid with who works there', async () => {
    const where = { grid_id: 'grid', building_id: 'b', site_id: null, address_text: '翠竹小区1栋' }
    await phone.give('organisation.add', {
      ...{ id: 'new', name: '翠竹水果店', kind: 'street_shop', ...where },
      contacts: { lead: { name: '李安', phone: '13900139000' } },
      situation: { measures: ['masks'] },
    })
    await phone.give('employee.add', {
      ...{ id: 'n', organisation_id: 'new', name: '周燕', document: '36019919491231078X' },
      situation: { fever: false },
    })
    const kept = phone.get<Organisation>('new')
    expect(kept).toMatchObject({ grid: 'grid', kind: 'organisation', pending: 'waiting' })
    expect(kept?.document).toMatchObject({ building_id: 'b', trading: 'unknown', version: 1 })
    expect(kept?.document.contacts).toMatchObject([{ role: 'lead', name: '李安', phone: '13900139000' }])
    expect(kept?.document.situation).toEqual({ resumption_filed: null, measures: ['masks'] })
    expect(kept?.document.employees[0]).toMatchObject({
      ...{ name: '周燕', document: '3601**********078X', sex: 'female', version: 1 },
      situation: { fever: false, key_person: '' },
    })
  })

  it('a change shows what it says and leaves the rest', async () => {
    await phone.give('organisation.change', {
      ...{ id: 'shop', version: 1, trading: 'suspended' },
      contacts: { lead: { phone: '13900139000' }, temp: { name: '周燕' } },
    })
    await phone.give('employee.change', {
      ...{ id: 'e', organisation_id: 'shop', version: 1, address_text: '翠竹路2号' },
    })
    expect(shop()).toMatchObject({ name: '翠竹便利店', trading: 'suspended', version: 1 })
    expect(shop()?.contacts).toMatchObject([
      { id: 'c', role: 'lead', name: '李平', phone: '13900139000' },
      { role: 'temp', name: '周燕', phone: '' },
    ])
    expect(shop()?.employees[0]).toMatchObject({ name: '王安', address_text: '翠竹路2号', version: 1 })
  })

  it('who has left is gone; what was pulled stays as it was pulled', async () => {
    const given = await phone.give('employee.leave', { id: 'e', organisation_id: 'shop', version: 1 })
    expect(shop()?.employees).toEqual([])
    await phone.setAside(given.id)
    expect(shop()?.employees).toHaveLength(1)
  })

  it('what is told again is shown once', async () => {
    const person = { id: 'n', organisation_id: 'shop', name: '周燕' }
    const { id } = await phone.give('employee.add', person)
    phone.answer(id, { id: 'n', version: 1 })
    const people = [employee('e', '王安'), employee('n', '周燕')]
    phone.pull('organisation', organisation('shop', '翠竹便利店', { employees: people }))
    expect(shop()?.employees.map((one) => one.name)).toEqual(['王安', '周燕'])
  })

  it('a change is shown until the version of its answer has come', async () => {
    const { id } = await phone.give('organisation.change', { id: 'shop', version: 1, note: '后门常锁' })
    phone.answer(id, { id: 'shop', version: 2 })
    expect(shop()?.note).toBe('后门常锁')
    phone.pull('organisation', organisation('shop', '翠竹便利店', { version: 3, note: '前门也锁' }))
    expect(shop()?.note).toBe('前门也锁')
  })

  it('a change of what is gone is over', async () => {
    const row = { id: 'x', organisation_id: 'gone', version: 1 }
    const { id } = await phone.give('employee.change', { ...row, address_text: '一' })
    phone.answer(id, { id: 'x', version: 2 })
    expect(phone.get('gone')).toBeUndefined()
  })
})

describe('a refused command', () => {
  it('is mended in its form', async () => {
    const row = { id: 'e', organisation_id: 'shop', version: 1 }
    const given = await phone.give('employee.change', { ...row, phone: '1' })
    expect(edits['employee.change']?.(given)).toEqual({
      name: 'employee-edit',
      params: { id: 'shop', employee: 'e' },
      query: { again: given.id },
    })
  })
})
