import { describe, expect, it } from 'vitest'
import { withCheck } from '../../src/register/checks'
import {
  changesOfHead,
  commandsOf,
  emptyHousehold,
  phoneAbove,
  wrongsOfAll,
} from '../../src/register/householdForm'
import {
  changesOf,
  emptyResident,
  entryOf,
  formOf,
  nextRelation,
  wrongsOf,
} from '../../src/register/residentForm'
import { filledFrom, phonesIn, toldBy } from '../../src/register/personForm'
import { headFirst } from '../../src/register/documents'
import { ageOn, maskDocument } from '../../src/register/showing'
import { stateOf } from '../../src/register/waiting'
import { FakePhone } from '../fakePhone'
import { kinds } from '../../src/register/commands'
import { resident } from '../rows'

const TODAY = '2026-11-28'
const NUMBER = withCheck('36019919900101002')
const person = (said: object) => ({ ...emptyResident(), name: '章小满', ...said })

describe('a person as typed', () => {
  it('sex and birth follow from the number and are not said beside it', () => {
    const form = person({ document: NUMBER, sex: 'male', birth_date: '1980-01-01' })
    expect(toldBy(form, TODAY)).toMatchObject({ sex: 'female', birth: '1990-01-01' })
    expect(entryOf(form, TODAY)).toEqual({ name: '章小满', document: NUMBER })
  })

  it('without a number they are said as they were typed', () => {
    const form = person({ sex: 'male', birth_date: '1980-01-01', document_missing: 'not_given' })
    expect(entryOf(form, TODAY)).toEqual({
      name: '章小满',
      sex: 'male',
      birth_date: '1980-01-01',
      document_missing: 'not_given',
    })
  })

  it('tells what is wrong by field', () => {
    const wrong = {
      name: ' ',
      document: '360199',
      phones: '138001',
      plates: '赣A1234O',
      birth_date: '2027-01-01',
    }
    expect(wrongsOf(person(wrong), TODAY)).toEqual({
      name: 'name.empty',
      document: 'identity.length',
      phones: 'phone.form',
      plates: 'plate.confused_letters',
      birth_date: 'identity.birth_in_future',
    })
    expect(wrongsOf(person({ document: NUMBER, phones: '86123456' }), TODAY)).toEqual({})
    expect(wrongsOf(person({ document_kind: 'passport', document: 'E12345678' }), TODAY)).toEqual({})
  })

  it('a number with spaces is one, two numbers are two', () => {
    expect(phonesIn('138 0013 8000')).toEqual(['138 0013 8000'])
    expect(phonesIn('13800138000 13900139000')).toEqual(['13800138000', '13900139000'])
    expect(phonesIn(' ')).toEqual([])
  })

  it('a change says only what differs; a masked number that stays empty is not touched', () => {
    const known = resident('a', '章小满', {
      plates: ['赣A12345'],
      phones: [{ id: 'p', masked: '138****8000' }],
    })
    const before = formOf(known)
    expect(changesOf(before, before)).toEqual({})
    expect(changesOf({ ...before, relation: '户主', phones: '13900139000' }, before)).toEqual({
      relation: '户主',
      phones: ['13900139000'],
    })
    expect(changesOf({ ...before, plates: '' }, before)).toEqual({ plates: [] })
  })

  it('what an epidemic asks is said by those of its answers that differ', () => {
    const before = formOf(
      resident('a', '章小满', { situation: { tested: true, from_key_area: null, away: 'city' } }),
    )
    const typed = { ...before, situation: { ...before.situation, from_key_area: false } }
    expect(changesOf(typed, before)).toEqual({ situation: { from_key_area: false } })
    expect(entryOf(person({ situation: { ...emptyResident().situation, away: 'city' } }), TODAY)).toEqual({
      name: '章小满',
      situation: { away: 'city' },
    })
  })

  it('a form that mends a refused command is a copy of its own', () => {
    const before = emptyResident()
    const typed = filledFrom(before, { situation: { tested: true } })
    typed.situation.away = 'city'
    expect([before.situation.away, typed.situation.tested]).toEqual(['none', true])
  })

  it('a refused command stands in the form again', () => {
    const refused = { id: 'r', household_id: 'h', name: '章大雪', phones: ['1', '2'], plates: [], version: 3 }
    expect(filledFrom(emptyResident(), refused)).toMatchObject({
      id: 'r',
      name: '章大雪',
      phones: '1 2',
      plates: '',
    })
  })

  it('after the head a spouse is likely, then nobody can say', () => {
    expect(nextRelation([])).toBe('户主')
    expect(nextRelation([{ relation: '户主' }])).toBe('配偶')
    expect(nextRelation([{ relation: '户主' }, { relation: '配偶' }])).toBe('')
  })
})

describe('a household as typed', () => {
  const where = { dwelling_id: 'door', grid_id: 'grid', address_text: '翠竹小区1栋101室' }
  const family = () => {
    const form = emptyHousehold()
    const people = [
      person({ phones: '13800138000', relation: '户主' }),
      person({ name: '章大雪' }),
      emptyResident('子'),
    ]
    return { ...form, tenure: 'rented' as const, residents: people }
  }

  it('enters the household first, then whoever was typed, each with its lasting id', () => {
    const form = family()
    const commands = commandsOf(form, where, TODAY)
    expect(commands.map(({ kind }) => kind)).toEqual(['household.add', 'resident.add', 'resident.add'])
    expect(commands[0]?.content).toMatchObject({ id: form.id, ...where, tenure: 'rented', state: 'living' })
    expect(commands[1]?.content).toMatchObject({
      household_id: form.id,
      name: '章小满',
      phones: ['13800138000'],
    })
    expect(commandsOf(form, where, TODAY)).toEqual(commands)
  })

  it('nobody is entered where the door is empty', () => {
    expect(commandsOf({ ...family(), state: 'empty' }, where, TODAY)).toHaveLength(1)
  })

  it('says whose box is wrong', () => {
    const form = { ...family(), residents: [person({ id: 'a' }), person({ id: 'b', document: '1' })] }
    expect(wrongsOfAll(form, TODAY)).toEqual({ b: { document: 'identity.length' } })
  })

  it('offers the phone of whoever was entered above', () => {
    const people = [person({ id: 'a', phones: '13800138000' }), person({ id: 'b' })]
    expect(phoneAbove(people, 'b')).toBe('13800138000')
    expect(phoneAbove(people, 'a')).toBe('')
  })

  it('a change of its head says only what differs', () => {
    const before = { tenure: 'owner', state: 'living', note: '' } as const
    expect(changesOfHead({ ...before, state: 'empty' }, before)).toEqual({ state: 'empty' })
    expect(changesOfHead(before, before)).toEqual({})
  })
})

describe('a household as shown', () => {
  it('has its head first and keeps the others in their order', () => {
    const people = [resident('a', '子一', { relation: '子' }), resident('b', '户', { relation: '户主' })]
    expect(headFirst(people).map(({ id }) => id)).toEqual(['b', 'a'])
    expect(headFirst(people.slice(0, 1)).map(({ id }) => id)).toEqual(['a'])
  })

  it('masks a number as the server does, and counts years by birthdays', () => {
    expect(maskDocument('360199190001010016')).toBe('3601**********0016')
    expect(maskDocument('E12345678')).toBe('E1*****78')
    expect([ageOn('1990-11-28', TODAY), ageOn('1990-11-29', TODAY)]).toEqual([36, 35])
  })

  it('marks a person of whom something waits or was refused', async () => {
    const phone = new FakePhone(kinds)
    const { id } = await phone.give('resident.change', { id: 'a', household_id: 'home', version: 1 })
    expect(stateOf(phone.outbox(), 'a')).toBe('waiting')
    expect(stateOf(phone.outbox(), 'b')).toBe('')
    phone.refuse(id, 'stale')
    expect(stateOf(phone.outbox(), 'a')).toBe('needs_you')
    phone.answer(id, { version: 2 })
    expect(stateOf(phone.outbox(), 'a')).toBe('')
  })
})
