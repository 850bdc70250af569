import type { Resident } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { bodyOf, changesOf, emptyResident, formOf } from '../src/register/residentForm'

const RESIDENT: Resident = {
  id: 'r1',
  version: 3,
  household_id: 'h1',
  name: '单雨晴',
  sex: 'female',
  age: 33,
  document_kind: 'identity_card',
  document: '3601**********0223',
  document_missing: '',
  relation: '户主',
  employer: '',
  note: '',
  came_on: null,
  came_from: '',
  left_on: null,
  phones: [{ id: 'p1', masked: '138****0417' }],
  plates: ['赣AD12345'],
  situation: { tested: true, from_key_area: null, away: 'none' },
}

describe('a line of Annex 3', () => {
  it('parts phones and plates at any separator', () => {
    const form = { ...emptyResident(), phones: '13800000417、0791-86123456', plates: '赣A12345，赣AD12345' }
    expect(bodyOf(form, false)).toMatchObject({
      phones: ['13800000417', '0791-86123456'],
      plates: ['赣A12345', '赣AD12345'],
    })
  })

  it('carries the situation only from those who may set it', () => {
    expect(bodyOf(emptyResident(), false).situation).toBeNull()
    expect(bodyOf({ ...emptyResident(), tested: 'no' }, true).situation).toMatchObject({ tested: false })
  })
})

describe('a changed line', () => {
  const before = formOf(RESIDENT)

  it('sends nothing that nobody touched, least of all masked values', () => {
    expect(changesOf({ ...before }, before, true)).toEqual({})
  })

  it('sends only what was changed', () => {
    expect(changesOf({ ...before, employer: '南昌某厂' }, before, true)).toEqual({ employer: '南昌某厂' })
  })

  it('replaces the phones only when new ones were typed', () => {
    expect(changesOf({ ...before, phones: '13800000417' }, before, true)).toEqual({ phones: ['13800000417'] })
  })
})
