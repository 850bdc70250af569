import type { Content, Given, Kept } from '@gridward/offline'
import { describe, expect, it } from 'vitest'
import type { PhoneOrder } from '@gridward/api'
import { kinds } from '../../src/kinds'
import { asGiven } from '../../src/outbox/desk'
import { draftOver } from '../fakePhone'
import { kind, kindsHere, made, order } from './given'

const AT = '2026-03-02T09:00:00.000+08:00'
const REPORT = {
  id: 'r',
  kind: 'facility_broken',
  version: 1,
  grid_id: 'grid',
  place: '东门',
  text: '倒了',
  answers: { facility: '围挡', grade: 'gone' },
  links: {},
  photos: ['p'],
}
const STEP = { id: 'o', move_id: 'm', move: 'acknowledge', version: 1, text: '' }

function viewOf(...documents: Kept['document'][]) {
  const kept = documents.map((document): [string, Kept] => [
    document.id,
    { grid: 'grid', kind: 'timeline' in document ? 'order' : 'order_kinds', document, pending: '' },
  ])
  return draftOver(new Map(kept))
}

function applied(name: string, content: Content, ...documents: Kept['document'][]) {
  const view = viewOf(...documents)
  kinds[name]?.apply(view, content, AT)
  return view.get(content.id)?.document as unknown as PhoneOrder | undefined
}

const settled = (name: string, content: Content, ...documents: Kept['document'][]) =>
  kinds[name]?.settled(viewOf(...documents), content, {})

describe('a report on this phone', () => {
  it('stands there as the server will tell it', () => {
    const shown = applied('order.open', REPORT, kindsHere(kind('facility_broken')))
    expect(shown).toMatchObject({ state: 'reported', version: 0, place: '东门', moves: [{ move: 'note' }] })
    expect(shown?.answers.map(({ text, answer }) => text['zh-Hans'] ?? answer)).toEqual(['围挡', '已倒塌'])
    expect(shown?.timeline).toMatchObject([{ sentence: 'open', said_at: AT, photos: ['p'] }])
  })

  it('is the server’s own once that has come', () => {
    expect(applied('order.open', REPORT, order('r'))?.version).toBe(1)
    expect(settled('order.open', REPORT)).toBe(false)
    expect(settled('order.open', REPORT, order('r'))).toBe(true)
  })

  it('of a kind that the phone has forgotten shows all the same', () => {
    expect(applied('order.open', REPORT)).toMatchObject({ title: {}, answers: [] })
  })
})

describe('a move on this phone', () => {
  it('is made once, also where the server has told of it already', () => {
    const told = { ...made('acknowledge', '罗安佳'), id: 'm' }
    expect(applied('order.move', STEP, order('o'))?.timeline).toHaveLength(2)
    expect(applied('order.move', STEP, order('o', { timeline: [told] }))?.timeline).toHaveLength(1)
    expect(settled('order.move', STEP, order('o'))).toBe(false)
    expect(settled('order.move', STEP, order('o', { timeline: [told] }))).toBe(true)
    expect(settled('order.move', STEP)).toBe(true)
  })

  it('given again as it was is meant for the order as it is now', () => {
    const given = { kind: 'order.move', content: STEP } as unknown as Given
    const view = viewOf(order('o', { version: 4 }))
    const phone = { get: view.get, grids: () => [] } as never
    expect(asGiven(given, phone)).toEqual({ ...STEP, version: 4 })
    expect(asGiven(given, { get: () => undefined, grids: () => [] })).toEqual(STEP)
  })
})

describe('reading', () => {
  it('is about no document, and leaves nothing unread', () => {
    const content = { id: 'o', version: 1 }
    expect(kinds['order.read']?.about(content)).toEqual([])
    expect(applied('order.read', content, order('o', { unread: true }))?.unread).toBe(false)
    expect(settled('order.read', content, order('o', { unread: true }))).toBe(false)
    expect(settled('order.read', content, order('o'))).toBe(true)
  })
})
