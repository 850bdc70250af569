import { describe, expect, it } from 'vitest'
import { DataTable } from '../src'
import { screen } from './screen'

const columns = [
  { key: 'name', label: '姓名' },
  { key: 'count', label: '人数' },
]
const rows = [{ name: '单雨晴', count: 3 }]

describe('a table', () => {
  it('shows each row in the order of the columns', () => {
    const view = screen(DataTable, { props: { caption: '住户', columns, rows } })
    expect(view.findAll('td').map((cell) => cell.text())).toEqual(['单雨晴', '3'])
  })

  it('leaves a cell empty that its slot leaves empty', () => {
    const view = screen(DataTable, {
      props: { caption: '住户', columns, rows },
      slots: { count: '<!-- none -->' },
    })
    expect(view.findAll('td').map((cell) => cell.text())).toEqual(['单雨晴', ''])
  })

  it('says so when nothing matches', () => {
    expect(screen(DataTable, { props: { caption: '住户', columns, rows: [] } }).text()).toContain(
      '没有符合条件的记录',
    )
  })

  it('asks for more only while there is more', async () => {
    const view = screen(DataTable, { props: { caption: '住户', columns, rows, hasMore: true } })
    expect(view.text()).toContain('已显示 1 条')
    await view.get('button').trigger('click')
    expect(view.emitted('more')).toHaveLength(1)
    await view.setProps({ hasMore: false })
    expect(view.find('button').exists()).toBe(false)
  })
})
