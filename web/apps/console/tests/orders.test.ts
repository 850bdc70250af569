import { describe, expect, it } from 'vitest'
import type { GridRow, Hit, Order, OrderBoard, OrderKind, OrderMoveNow, OrderRow } from '@gridward/api'
import { rowsOf, totalOf } from '../src/workorders/board'
import { minutesAs } from '../src/workorders/kinds/minutes'
import { bodyOf, emptyMove, lacking, moveOf } from '../src/workorders/move/moveForm'
import { classesOf, emptyOrder, fitting, missingOf, orderOf } from '../src/workorders/open/orderForm'
import { alike, isLate, isUnread, leading, spanOf } from '../src/workorders/orders'

function row(id: string, place = '', opened_at = '2026-03-02T01:00:00Z'): OrderRow {
  return { id, place, opened_at } as OrderRow
}

function move(name: string, ...needs: string[]): OrderMoveNow {
  return { move: name, title: name, needs } as OrderMoveNow
}

describe('clocks', () => {
  it('are late from the instant on', () => {
    const at = Date.parse('2026-03-02T01:00:00Z')
    expect(isLate({ late_after: '2026-03-02T01:00:00Z' }, at)).toBe(true)
    expect(isLate({ late_after: '2026-03-02T01:00:01Z' }, at)).toBe(false)
    expect(isLate({ late_after: null }, at)).toBe(false)
  })

  it('tell how long in the unit of which there are two', () => {
    const minute = 60_000
    expect(spanOf(119 * minute)).toEqual({ unit: 'minutes', count: 119 })
    expect(spanOf(-120 * minute)).toEqual({ unit: 'hours', count: 2 })
    expect(spanOf(47 * 60 * minute)).toEqual({ unit: 'hours', count: 47 })
    expect(spanOf(49 * 60 * minute)).toEqual({ unit: 'days', count: 2 })
  })

  it('say that nobody has read what lies with a handler', () => {
    expect(isUnread({ state: 'dispatched', read_at: null })).toBe(true)
    expect(isUnread({ state: 'dispatched', read_at: '2026-03-02T01:00:00Z' })).toBe(false)
    expect(isUnread({ state: 'reported', read_at: null })).toBe(false)
  })
})

describe('orders that may be the same', () => {
  it('are those about the same thing first, then of the same place, then the newest', () => {
    const old = row('old', '', '2026-03-01T01:00:00Z')
    const found = alike(
      [row('same')],
      [row('new'), old, row('near', '东门', '2026-02-01T01:00:00Z'), row('same')],
      '东门 ',
    )
    expect(found.map(({ id }) => id)).toEqual(['same', 'near', 'new', 'old'])
  })

  it('are never the order itself', () => {
    expect(alike([], [row('a'), row('b')], '', 'a').map(({ id }) => id)).toEqual(['b'])
  })
})

describe('a move', () => {
  it('that leads on stands out, a note never', () => {
    expect(leading([move('note'), move('accept'), move('dispatch')])?.move).toBe('dispatch')
    expect(leading([move('note')])).toBeUndefined()
  })

  it('lacks what it needs until that is said', () => {
    const form = { ...emptyMove(), text: '  ' }
    expect(lacking(form, ['text', 'photo', 'parts'])).toEqual(['text', 'photo', 'parts'])
    const parts = form.parts.map((part) => ({ ...part, text: '甲' }))
    expect(lacking({ ...form, text: '好', photos: ['p'], parts }, ['text', 'photo', 'parts'])).toEqual([])
  })

  it('goes with what it needs alone', () => {
    const form = {
      ...emptyMove(),
      text: ' 已办 ',
      to: 'grid_manager/m1',
      until: '2026-03-05 18:30',
      rating: 4,
    }
    expect(bodyOf(form, move('handle', 'text'), 3)).toMatchObject({
      move: 'handle',
      version: 3,
      text: '已办',
      post: undefined,
      member_id: undefined,
      until: undefined,
      rating: undefined,
    })
    expect(bodyOf(form, move('dispatch'), 3)).toMatchObject({ post: 'grid_manager', member_id: 'm1' })
    expect(bodyOf(form, move('ask', 'text', 'until'), 3).until).toBe('2026-03-05T18:30:00+08:00')
  })

  it('that somebody else has made impossible is gone, and its words stay', () => {
    const form = { ...emptyMove(), move: 'dispatch', text: '请处理' }
    expect(moveOf(form, { moves: [move('note', 'text')] } as unknown as Order)).toBeUndefined()
    expect(form.text).toBe('请处理')
  })
})

describe('a new order', () => {
  const kind = {
    code: 'facility_broken',
    classes: ['消杀与设施', '防护设施'],
    links: { site: false, organisation: true },
    asked: [
      { code: 'facility', title: '设施', answer: 'text', required: true, options: [] },
      { code: 'danger', title: '危险', answer: 'yes_no', required: false, options: [] },
      { code: 'count', title: '几处', answer: 'number', required: false, options: [] },
    ],
  } as unknown as OrderKind

  it('says what it still needs', () => {
    const missing = missingOf(emptyOrder('g'), kind)
    expect(missing.fields.map(({ code }) => code)).toEqual(['facility'])
    expect(missing.links).toEqual(['organisation'])
  })

  it('is sent as the kind asks, without what was left empty or belongs to another kind', () => {
    const form = {
      ...emptyOrder('g'),
      answers: { facility: ' 围挡 ', danger: 'no', count: '2', other: 'x' },
      links: { organisation: { id: 'o', name: '店' }, household: { id: 'h', name: '家' } },
    }
    const said = orderOf(form, kind)
    expect(said.answers).toEqual({ facility: '围挡', danger: false, count: 2 })
    expect(said.links).toEqual({ organisation: 'o' })
    expect(orderOf({ ...form, answers: { facility: '围挡' } }, kind).answers).toEqual({ facility: '围挡' })
  })

  it('has its kinds under the first level of their class', () => {
    const other = { ...kind, code: 'gate', classes: ['卡口', '突发'] }
    expect(classesOf([kind, other, kind]).map(({ title, kinds }) => [title, kinds.length])).toEqual([
      ['消杀与设施', 2],
      ['卡口', 1],
    ])
  })

  it('is about rows of its own grid and kind', () => {
    const hits = [
      { kind: 'household', grid_id: 'g', id: 'a' },
      { kind: 'household', grid_id: 'z', id: 'b' },
      { kind: 'resident', grid_id: 'g', id: 'c' },
    ] as Hit[]
    expect(fitting(hits, 'household', 'g').map(({ id }) => id)).toEqual(['a'])
  })
})

describe('the board', () => {
  const grids = [
    { id: 'a', name: '甲', kind: 'base', mine: true },
    { id: 'b', name: '乙', kind: 'base', mine: true },
    { id: 'c', name: '社', kind: 'community', mine: true },
    { id: 'd', name: '丁', kind: 'base', mine: false },
  ] as GridRow[]
  const board = { grids: [{ grid_id: 'b', under_way: 3, late: 2, risen: 1 }] } as OrderBoard

  it('has the late ones on top and a nought where nothing is under way', () => {
    const rows = rowsOf(grids, () => '社区', board)
    expect(rows.map(({ name, late }) => [name, late])).toEqual([
      ['乙', 2],
      ['甲', 0],
    ])
    expect(totalOf(rows, 'under_way')).toBe(3)
  })
})

describe('limits', () => {
  it('are told in the largest unit that is exact', () => {
    expect([15, 60, 90, 1440, 450].map(minutesAs)).toEqual([
      { unit: 'minutes', count: 15 },
      { unit: 'hours', count: 1 },
      { unit: 'minutes', count: 90 },
      { unit: 'days', count: 1 },
      { unit: 'minutes', count: 450 },
    ])
  })
})
