import type { ImportLayout } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { claimedTwice, corrections, isSure, mappingOf } from '../src/imports/mapping'

const column = (place: number, header: string, field: string | null, score = 1) => ({
  place,
  header,
  field,
  score,
  alternatives: [],
  samples: [],
})
const LAYOUT: ImportLayout = {
  key: 'k1',
  sheet: '1栋',
  header_rows: [2, 3],
  score: 1,
  remembered: false,
  tables: 1,
  rows: 6,
  columns: [column(0, '姓名', 'name'), column(1, '手机', 'phone'), column(4, '情况', null)],
}

describe('a mapping', () => {
  it('is not sent when nobody changed it', () => {
    expect(corrections([LAYOUT], [mappingOf(LAYOUT)])).toEqual([])
  })

  it('is sent whole when one column was corrected', () => {
    const mine = { ...mappingOf(LAYOUT), 4: 'note' }
    const columns = { 0: 'name', 1: 'phone', 4: 'note' }
    expect(corrections([LAYOUT], [mine])).toEqual([{ layout: 'k1', columns }])
  })

  it('leaves a column out as null', () => {
    expect(corrections([LAYOUT], [{ 0: 'name', 1: '', 4: '' }])[0]?.columns).toMatchObject({ 1: null })
  })

  it('shows a field that two columns claim', () => {
    expect([...claimedTwice({ 0: 'name', 1: 'document', 2: 'document' })]).toEqual(['document'])
  })

  it('may have several columns of phones, and any number left out', () => {
    expect(claimedTwice({ 0: 'phone', 1: 'phone', 2: '', 3: '' }).size).toBe(0)
  })

  it('asks a person about a weak match only', () => {
    expect(isSure(column(0, '姓名', 'name', 0.5))).toBe(false)
    expect(isSure(column(0, '姓名', 'name', 0.95))).toBe(true)
  })
})
