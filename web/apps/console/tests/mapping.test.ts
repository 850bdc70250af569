import type { ImportTable } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { claimedTwice, mappingBody, mappingsOf } from '../src/imports/mapping'

const column = (index: number, header: string, field: string | null) => ({
  index,
  header,
  field,
  samples: [],
  sure: true,
})
const TABLE: ImportTable = {
  sheet: '1栋',
  table: 0,
  range: 'A3:C9',
  rows: 6,
  columns: [column(0, '姓名', 'name'), column(1, '手机', 'phone'), column(4, '情况', null)],
}

describe('a mapping', () => {
  it('goes back to the server as it came when nobody changed it', () => {
    const columns = { 0: 'name', 1: 'phone', 4: null }
    expect(mappingBody([TABLE], mappingsOf([TABLE]))).toEqual({
      tables: [{ sheet: '1栋', table: 0, columns }],
    })
  })

  it('shows a field that two columns claim', () => {
    expect([...claimedTwice({ 0: 'name', 1: 'phone', 2: 'phone' })]).toEqual(['phone'])
  })

  it('lets any number of columns be left out', () => {
    expect(claimedTwice({ 0: 'name', 1: '', 2: '' }).size).toBe(0)
  })
})
