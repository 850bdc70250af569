import { describe, expect, it } from 'vitest'
import { employeeChanges, employeeEntry, employeeForm, emptyEmployee } from '../../src/register/employeeForm'
import { MEASURES } from '@gridward/api'
import { fittingOf } from '../../src/register/fitting'
import { ORGANISATION_KINDS } from '../../src/register/documents'
import {
  emptyOrganisation,
  organisationChanges,
  organisationEntry,
  organisationForm,
  organisationFrom,
  withKind,
  wrongsOfOrganisation,
  type OrganisationForm,
} from '../../src/register/organisationForm'
import { placeGroups, placeKey, placeOf } from '../../src/register/placing'
import { withCheck } from '../../src/register/checks'
import { building, employee, organisation } from '../rows'

const TODAY = '2026-11-28'
const typed = (said: Partial<OrganisationForm> = {}): OrganisationForm => ({
  ...emptyOrganisation('building b'),
  name: '翠竹水果店',
  ...said,
})
const known = () =>
  organisationForm(
    organisation('shop', '翠竹便利店', {
      site_id: 'site',
      phone: '139****9000',
      contacts: [{ id: 'c', version: 1, role: 'lead', name: '李平', phone: '138****8000' }],
      situation: { resumption_filed: null, measures: ['masks'] },
    }),
  )

describe('an organisation as typed', () => {
  it('says what was typed and what follows from its kind, and nothing else', () => {
    expect(organisationEntry(typed())).toEqual({
      kind: 'street_shop',
      name: '翠竹水果店',
      trading: 'open',
      industry: 'F',
      building_id: 'b',
      site_id: null,
      address_text: '',
    })
  })

  it('says contacts and measures that were typed', () => {
    const empty = emptyOrganisation()
    const form = typed({
      contacts: { ...empty.contacts, lead: { name: ' 李平 ', phone: '138 0013 8000' } },
      situation: { resumption_filed: false, measures: ['masks', 'plan'] },
      plates: '赣A12345 赣A22222',
    })
    expect(organisationEntry(form)).toMatchObject({
      contacts: { lead: { name: '李平', phone: '138 0013 8000' } },
      situation: { resumption_filed: false, measures: ['masks', 'plan'] },
      plates: ['赣A12345', '赣A22222'],
    })
  })

  it('a change says only what differs; numbers that stay empty are not touched', () => {
    const before = known()
    expect(organisationChanges(before, before)).toEqual({})
    const after = {
      ...before,
      note: '后门常锁',
      situation: { ...before.situation, resumption_filed: true },
      contacts: { ...before.contacts, lead: { name: '李平', phone: '13900139000' } },
    }
    expect(organisationChanges(after, before)).toEqual({
      note: '后门常锁',
      situation: { resumption_filed: true },
      contacts: { lead: { phone: '13900139000' } },
    })
  })

  it('a place is said with its address, and the address with its place', () => {
    const before = known()
    const where = { building_id: null, site_id: 'site', address_text: '翠竹路2号' }
    expect(organisationChanges({ ...before, address_text: '翠竹路2号' }, before)).toEqual(where)
    expect(organisationChanges({ ...before, place: 'grid g' }, before)).toEqual({
      ...{ building_id: null, site_id: null, grid_id: 'g' },
      address_text: '丰和街1号',
    })
  })

  it('whoever takes a role over does not take the number of the other', () => {
    const before = known()
    const lead = (name: string, phone: string) =>
      organisationChanges({ ...before, contacts: { ...before.contacts, lead: { name, phone } } }, before)
    expect(lead('王安', '')).toEqual({ contacts: { lead: { name: '王安', phone: '' } } })
    expect(lead('王安', '13900139000')).toEqual({
      contacts: { lead: { name: '王安', phone: '13900139000' } },
    })
  })

  it('tells what is wrong by box', () => {
    const { contacts } = emptyOrganisation()
    const form = typed({
      ...{ name: ' ', place: '', credit_code: '91350211M000100Y45', phone: '12', plates: '赣A1234O' },
      contacts: { ...contacts, lead: { name: '', phone: '13800138000' }, temp: { name: '王安', phone: '1' } },
    })
    expect(wrongsOfOrganisation(form)).toEqual({
      name: 'organisation.empty',
      place: 'place.empty',
      credit_code: 'creditCode.check_character',
      phone: 'phone.form',
      plates: 'plate.confused_letters',
      'lead.name': 'name.empty',
      'temp.phone': 'phone.form',
    })
    expect(wrongsOfOrganisation(typed())).toEqual({})
  })

  it('a role that somebody has is not left to nobody', () => {
    const before = known()
    const without = { ...before, contacts: { ...before.contacts, lead: { name: '', phone: '' } } }
    expect(wrongsOfOrganisation(without, before)).toEqual({ 'lead.name': 'name.empty' })
  })

  it('another kind brings its likely industry, unless one was chosen', () => {
    expect(withKind(typed(), 'restaurant').industry).toBe('H')
    expect(withKind(typed({ industry: 'O' }), 'restaurant').industry).toBe('O')
    expect(withKind(typed({ industry: '' }), 'school').industry).toBe('P')
  })

  it('a refused one stands in the form again', () => {
    const said = organisationEntry(typed({ credit_code: 'x', plates: '赣A12345 赣A22222' }))
    const again = organisationFrom(emptyOrganisation('grid g'), { ...said, id: 'o', grid_id: 'g' })
    expect(again).toMatchObject({
      ...{ id: 'o', name: '翠竹水果店', place: 'building b', credit_code: 'x' },
      plates: '赣A12345 赣A22222',
    })
  })

  it('asks every kind something, and a shop not for an isolation room', () => {
    const asked = ORGANISATION_KINDS.map((kind) => fittingOf(kind).measures.length)
    expect(Math.min(...asked)).toBeGreaterThan(2)
    expect(fittingOf('street_shop').measures).not.toContain('isolation_room')
    expect(fittingOf('school').measures).toEqual(MEASURES)
    expect([fittingOf('school').resumes, fittingOf('mall').resumes]).toEqual([false, true])
  })
})

describe('where an organisation stands', () => {
  it.each([
    [{ building_id: 'b', site_id: 's', grid: { id: 'g' } }, 'building b'],
    [{ building_id: null, site_id: 's', grid: { id: 'g' } }, 'site s'],
    [{ building_id: null, site_id: null, grid: { id: 'g' } }, 'grid g'],
    [{}, ''],
  ])('%o is %s', (row, key) => expect(placeKey(row)).toBe(key))

  it('is said so that the server moves it out of what it leaves', () => {
    expect(placeOf('grid g')).toEqual({ building_id: null, site_id: null, grid_id: 'g' })
    expect(placeOf('site s')).toEqual({ building_id: null, site_id: 's' })
  })

  it('is chosen among compounds with their buildings, and the grids', () => {
    const sites = [{ id: 'site', name: '翠竹小区', buildings: [building('b', [])] }]
    const groups = placeGroups(sites, [{ id: 'g', code: '', name: '第一网格' }])
    expect(groups.map(({ places }) => places.map(({ key }) => key))).toEqual([
      ['building b', 'site site'],
      ['grid g'],
    ])
    expect(groups[0]?.places[0]?.name).toBe('翠竹小区1栋')
  })
})

describe('an employee as typed', () => {
  it('says what was typed; sex and birth follow from the number', () => {
    const document = withCheck('36019919900101002')
    const form = { ...emptyEmployee(), name: '王安', document, sex: 'male' as const, phone: '13800138000' }
    const situation = { ...form.situation, key_person: 'risk_area' as const }
    expect(employeeEntry({ ...form, situation }, TODAY)).toEqual({
      ...{ name: '王安', document, phone: '13800138000' },
      situation: { key_person: 'risk_area' },
    })
  })

  it('a change says only what differs', () => {
    const before = employeeForm(employee('e', '王安', { situation: { fever: true, key_person: '' } }))
    expect(employeeChanges(before, before)).toEqual({})
    const after = { ...before, address_text: '翠竹路2号', situation: { ...before.situation, fever: false } }
    expect(employeeChanges(after, before)).toEqual({
      address_text: '翠竹路2号',
      situation: { fever: false },
    })
  })
})
