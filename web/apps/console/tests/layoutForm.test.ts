import { describe, expect, it } from 'vitest'
import { complete, edited, moved, newColumn, newGroup, unused } from '../src/reports/layoutForm'

const LAYOUT = {
  version: 0,
  title: { zh: '表', en: 'Table' },
  groups: [
    {
      title: { zh: '网格', en: 'Grid' },
      columns: [{ figure: 'grid_name', title: { zh: '', en: '' }, shown: true }],
    },
  ],
}

describe('the editor of the layout', () => {
  it('changes a copy and leaves what was read alone', () => {
    const form = edited(LAYOUT)
    form.groups[0]?.columns.push(newColumn('residents'))
    expect(LAYOUT.groups[0]?.columns).toHaveLength(1)
  })

  it.each([
    [0, 1, ['b', 'a', 'c']],
    [2, -1, ['a', 'c', 'b']],
    [0, -1, ['a', 'b', 'c']],
    [2, 1, ['a', 'b', 'c']],
    [9, 1, ['a', 'b', 'c']],
  ])('moves the item at %i by %i', (from, by, expected) => {
    expect(moved(['a', 'b', 'c'], from, by)).toEqual(expected)
  })

  it('offers the figures that no group holds', () => {
    expect(unused(edited(LAYOUT), [{ key: 'grid_name' }, { key: 'residents' }])).toEqual([
      { key: 'residents' },
    ])
  })

  it('wants titles in both languages, but none for a group without columns', () => {
    const form = edited(LAYOUT)
    form.groups.push(newGroup())
    expect(complete(form)).toBe(true)
    form.groups[1]?.columns.push(newColumn('residents'))
    expect(complete(form)).toBe(false)
  })
})
