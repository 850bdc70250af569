import type { PhoneHousehold } from '@gridward/api'
import { beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/register/commands'
import { withCheck } from '../../src/register/checks'
import { FakePhone } from '../fakePhone'
import { household, resident } from '../rows'

let phone: FakePhone
const home = () => phone.get<PhoneHousehold>('home')?.document

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone.pull(
    'household',
    household('home', { residents: [resident('a', '章小满')], keys: ['zhang xiao man\t章小满'] }),
  )
})

describe('commands of the register before the server has heard of them', () => {
  it('a new household stands at its door with its people', async () => {
    const at = { dwelling_id: 'door', grid_id: 'grid', address_text: '翠竹小区1栋102室' }
    await phone.give('household.add', { id: 'new', ...at, tenure: 'rented', state: 'living', note: '' })
    const document = withCheck('36019920000304002')
    await phone.give('resident.add', {
      id: 'r',
      household_id: 'new',
      name: '章大雪',
      document,
      phones: ['13800138000'],
    })
    const kept = phone.get<PhoneHousehold>('new')
    expect(kept).toMatchObject({ grid: 'grid', pending: 'waiting' })
    expect(kept?.document).toMatchObject({ dwelling_id: 'door', tenure: 'rented', version: 1 })
    expect(kept?.document.residents[0]).toMatchObject({ name: '章大雪', sex: 'female', version: 1 })
    expect(kept?.document.residents[0]?.document).toMatch(/^3601\*{10}002.$/)
    expect(kept?.document.residents[0]?.phones).toEqual([{ id: '', masked: '13800138000' }])
    expect(kept?.document.keys).toHaveLength(1)
  })

  it('a change shows what it says and leaves the rest', async () => {
    await phone.give('household.change', { id: 'home', version: 1, state: 'empty' })
    await phone.give('resident.change', {
      id: 'a',
      household_id: 'home',
      version: 1,
      relation: '户主',
      plates: ['赣A12345'],
    })
    expect(home()).toMatchObject({ state: 'empty', tenure: 'owner', version: 1 })
    expect(home()?.residents[0]).toMatchObject({
      name: '章小满',
      relation: '户主',
      plates: ['赣A12345'],
      version: 1,
      document: '3601**********0016',
    })
  })

  it('who has left is gone, with the key of the name', async () => {
    await phone.give('resident.leave', { id: 'a', household_id: 'home', version: 1 })
    expect(home()).toMatchObject({ residents: [], keys: [] })
  })

  it('what was pulled stays as it was pulled', async () => {
    const given = await phone.give('resident.leave', { id: 'a', household_id: 'home', version: 1 })
    await phone.setAside(given.id)
    expect(home()?.residents).toHaveLength(1)
  })
})

describe('when the documents hold what was confirmed', () => {
  it('a change is shown until the version of its answer has come', async () => {
    const { id } = await phone.give('resident.change', {
      id: 'a',
      household_id: 'home',
      version: 1,
      relation: '户主',
    })
    phone.answer(id, { id: 'a', version: 2 })
    expect(home()?.residents[0]?.relation).toBe('户主')
    phone.pull(
      'household',
      household('home', { residents: [resident('a', '章小满', { version: 3, relation: '本人' })] }),
    )
    expect(home()?.residents[0]?.relation).toBe('本人')
  })

  it('a person who was added is shown once, before and after', async () => {
    const { id } = await phone.give('resident.add', { id: 'r', household_id: 'home', name: '章大雪' })
    phone.answer(id, { id: 'r', version: 1 })
    expect(home()?.residents.map((one) => one.name)).toEqual(['章小满', '章大雪'])
    phone.pull(
      'household',
      household('home', { residents: [resident('r', '章大雪'), resident('a', '章小满')] }),
    )
    expect(home()?.residents.map((one) => one.id)).toEqual(['r', 'a'])
  })

  it('a person who is registered elsewhere is not shown here any more', async () => {
    const { id } = await phone.give('resident.add', { id: 'r', household_id: 'home', name: '章大雪' })
    phone.answer(id, { id: null, conflict: 'c' })
    expect(home()?.residents.map((one) => one.id)).toEqual(['a'])
  })

  it('who came back after leaving is shown again', async () => {
    const { id } = await phone.give('resident.leave', { id: 'a', household_id: 'home', version: 1 })
    phone.answer(id, { id: 'a', version: 2 })
    expect(home()?.residents).toEqual([])
    phone.pull('household', household('home', { residents: [resident('a', '章小满', { version: 3 })] }))
    expect(home()?.residents).toHaveLength(1)
  })

  it('a change of a household that is gone is over', async () => {
    const { id } = await phone.give('household.change', { id: 'gone', version: 1, state: 'empty' })
    phone.answer(id, { id: 'gone', version: 2 })
    expect(phone.get('gone')).toBeUndefined()
  })
})
