import type { PublicSlip } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import {
  asForm,
  bodyOf,
  dropMember,
  emptyCame,
  emptyForm,
  emptyMember,
  missingOf,
  newId,
} from '../src/declaration'

const SLIP: PublicSlip = {
  state: 'unused',
  round: '春季摸排',
  place: '翠竹小区1栋1单元***',
  ends_on: '2026-12-07',
  questions: [
    { code: 'fever', text: '是否发热', about: 'person', answer: 'yes_no', options: [], required: true },
    {
      code: 'pets',
      text: '养了几只宠物',
      about: 'household',
      answer: 'number',
      options: [],
      required: false,
    },
  ],
}

describe('what is sent', () => {
  it('leaves out empty vehicles and answers that nobody gave', () => {
    const form = emptyForm()
    form.vehicles.push({ plate: ' ', keeper: 0 }, { plate: '赣A12345', keeper: 0 })
    form.answers = { pets: '', gone: 'x' }
    const [member] = form.members
    if (member) member.answers = { fever: false }
    const body = bodyOf(form, SLIP, 'CODE', 'ID')
    expect(body.vehicles).toEqual([{ plate: '赣A12345', keeper: 0 }])
    expect(body.answers).toEqual({})
    expect(body.members[0]?.answers).toEqual({ fever: false })
  })

  it('keeps zero and no as answers', () => {
    const form = emptyForm()
    form.answers = { pets: 0 }
    expect(bodyOf(form, SLIP, 'CODE', 'ID').answers).toEqual({ pets: 0 })
  })

  it('has an id of its own each time', () => {
    const ids = new Set(Array.from({ length: 50 }, newId))
    expect(ids.size).toBe(50)
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('whoever is taken away', () => {
  it('leaves vehicles to those whose they are', () => {
    const form = emptyForm()
    form.members = ['a', 'b', 'c'].map((name) => ({ ...emptyMember(), name }))
    form.vehicles = [0, 1, 2].map((keeper) => ({ plate: `赣A1234${keeper}`, keeper }))
    dropMember(form, 1)
    expect(form.members.map(({ name }) => name)).toEqual(['a', 'c'])
    expect(form.vehicles.map(({ keeper }) => keeper)).toEqual([0, 0, 1])
  })
})

describe('a draft', () => {
  it('that is none begins anew', () => {
    for (const broken of [null, 5, 'x', {}, { members: [] }, { members: 'x' }]) {
      expect(asForm(broken)).toEqual(emptyForm())
    }
  })

  it('is taken up', () => {
    const form = { ...emptyForm(), needs: '要扶手' }
    expect(asForm(JSON.parse(JSON.stringify(form)))).toEqual(form)
  })
})

describe('a journey that was ticked', () => {
  it('lacks its day first, then what each place lacks', () => {
    const form = emptyForm()
    const came = emptyCame()
    form.members = [emptyMember(), { ...emptyMember(), came }]
    expect(missingOf(form)).toBe('members.1.came.arrived_on')
    came.arrived_on = '2022-04-01'
    expect(missingOf(form)).toBe('members.1.came.stays.0.region')
    came.stays = [{ region: '虚构省甲市', county: '', detail: '', begins: '2022-03-28', ends: '' }]
    expect(missingOf(form)).toBe('members.1.came.stays.0.ends')
  })

  it('is asked of nobody who was at home', () => expect(missingOf(emptyForm())).toBe(''))
})
