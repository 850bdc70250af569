import type { CommandState, Content, Document, Given, Kept } from '@gridward/offline'
import { describe, expect, it } from 'vitest'
import { conflictOf, decided, type Conflict } from '../src/outbox/conflict'
import { asGiven, deskOf } from '../src/outbox/desk'
import { grouped } from '../src/outbox/order'
import { sentenceOf, type Reader } from '../src/outbox/sentences'

const HOUSEHOLD = {
  id: 'h1',
  address_text: '青山巷5栋302',
  residents: [
    { id: 'r1', name: '方小满' },
    { id: 'r2', name: '方立春', version: 5 },
  ],
}
const TARGET = { id: 't1', kind: 'household', subject_id: 'h1' }
const DOCUMENTS: [Kept['kind'], Document][] = [
  ['household', HOUSEHOLD],
  ['target', TARGET],
  ['organisation', { id: 'o1', name: '春风面馆' }],
]
const PHONE: Reader = {
  grids: () => [{ id: 'g1', code: '360199005001001', name: '朱紫巷一网格' }],
  get<D extends Document>(id: string) {
    const found = DOCUMENTS.find(([, document]) => document.id === id)
    return found && ({ grid: 'g1', kind: found[0], document: found[1], pending: '' } as Kept<D>)
  },
}

function given(kind: string, content: Content, about: string[] = [], more: Partial<Given> = {}): Given {
  return {
    id: 'c1',
    kind,
    at: '2026-11-28T10:00:00+08:00',
    content,
    state: 'waiting',
    about,
    photos: [],
    ...more,
  }
}

describe('the sentence of a command', () => {
  it.each<[string, Given, string]>([
    ['names the person who is changed', given('resident.change', { id: 'r2', version: 3 }, ['h1']), '方立春'],
    ['takes the name that is written', given('resident.add', { id: 'r9', name: '方谷雨' }, ['h1']), '方谷雨'],
    [
      'names a household by its first and its door',
      given('household.change', { id: 'h1' }, ['h1']),
      '方小满 · 青山巷5栋302',
    ],
    [
      'looks through a target at whom it stands for',
      given('visit.record', { id: 'v1' }, ['t1']),
      '方小满 · 青山巷5栋302',
    ],
    [
      'names a grid and a day',
      given('log.sign', { id: 'l1', grid_id: 'g1', day: '2026-11-28' }),
      '朱紫巷一网格 2026-11-28',
    ],
    ['names an organisation', given('visit.record', { id: 'v2' }, ['o1']), '春风面馆'],
    [
      'names where somebody lived who has left, and not who is left behind',
      given('resident.leave', { id: 'r8', household_id: 'h1', version: 1 }, ['h1']),
      '青山巷5栋302',
    ],
    ['says nothing of what has left the phone', given('visit.record', { id: 'v3' }, ['gone']), ''],
  ])('%s', (_name, one, about) => {
    expect(sentenceOf(one, PHONE)).toEqual({ key: one.kind, about })
  })

  it('is a plain one for a kind that this version does not know', () => {
    expect(sentenceOf(given('gate.pass', { id: 'x' }), PHONE).key).toBe('other')
  })
})

describe('the outbox', () => {
  const states: CommandState[] = ['confirmed', 'waiting', 'needs_you', 'sent', 'needs_you']
  const outbox = states.map((state, index) =>
    given('visit.record', { id: 'v' }, [], { id: `${index}`, state }),
  )

  it('begins with what needs its owner, the newest first', () => {
    expect(grouped(outbox).map(({ name, commands }) => [name, commands.map(({ id }) => id)])).toEqual([
      ['needs_you', ['4', '2']],
      ['on_its_way', ['3', '1']],
      ['confirmed', ['0']],
    ])
  })

  it('has no empty groups', () => {
    expect(grouped([])).toEqual([])
  })
})

describe('what the server took', () => {
  const took = (kind: string, answer: Record<string, unknown>) =>
    deskOf(given(kind, { id: 'x' }, [], { state: 'confirmed', answer }))

  it('and a desk must look at says so', () => {
    expect(took('household.change', { id: 'x', conflict: 'k' })).toBe('same')
    expect(took('resident.add', { id: null, conflict: 'k' })).toBe('elsewhere')
  })

  it('and nobody need look at says nothing', () => {
    expect(took('household.change', { id: 'x' })).toBeUndefined()
    expect(deskOf(given('household.change', { id: 'x' }))).toBeUndefined()
  })
})

describe('given again as it was', () => {
  it('somebody leaves in the state that the phone knows now', () => {
    const leave = given('resident.leave', { id: 'r2', household_id: 'h1', version: 3 })
    expect(asGiven(leave, PHONE)).toEqual({ id: 'r2', household_id: 'h1', version: 5 })
  })

  it('a change keeps the version that was seen, for what others wrote must not be lost', () => {
    const change = given('resident.change', { id: 'r2', household_id: 'h1', version: 3, employer: '菜场' })
    expect(asGiven(change, PHONE)).toEqual(change.content)
  })

  it('who is not on the phone any more is given as before', () => {
    const leave = given('resident.leave', { id: 'r9', household_id: 'h1', version: 3 })
    expect(asGiven(leave, PHONE)).toEqual(leave.content)
  })
})

describe('a conflict', () => {
  const clash = (field: string) => ({ field, before: '旧', mine: '甲', theirs: '乙', by: '罗安', at: '' })
  const conflict: Conflict = { version: 7, fields: [clash('employer'), clash('document')] }
  const content = {
    id: 'r1',
    version: 4,
    after: 'c0',
    employer: '甲',
    document: '360199',
    document_kind: 'identity_card',
    note: '无人',
    situation: { away: 'city' },
  }

  it('is read from the refusal of the server', () => {
    const refusal = { code: 'changed_meanwhile', sentence: '', details: { ...conflict } }
    expect(conflictOf(given('resident.change', content, [], { refusal }))).toEqual(conflict)
    expect(
      conflictOf(given('resident.change', content, [], { refusal: { ...refusal, code: 'stale' } })),
    ).toBeUndefined()
  })

  it('settled for oneself is written over the version that was seen', () => {
    const left = decided(content, conflict, { employer: 'mine', document: 'mine' })
    expect(left).toEqual({ ...content, version: 7, after: undefined })
    expect(left).not.toHaveProperty('after')
  })

  it('settled for the other leaves their field out, with all that belongs to it', () => {
    const left = decided(content, conflict, { employer: 'mine', document: 'theirs' })
    expect(left).toEqual({ id: 'r1', version: 7, employer: '甲', note: '无人', situation: { away: 'city' } })
  })

  it('settled wholly for the other leaves nothing to give', () => {
    const only = { id: 'r1', household_id: 'h1', version: 4, employer: '甲' }
    const one: Conflict = { version: 7, fields: [clash('employer')] }
    expect(decided(only, one, { employer: 'theirs' })).toBeUndefined()
  })

  it('in the situation leaves the rest of it', () => {
    const one: Conflict = { version: 7, fields: [clash('away')] }
    const left = decided({ id: 'r1', situation: { away: 'city', tested: true } }, one, { away: 'theirs' })
    expect(left).toEqual({ id: 'r1', version: 7, situation: { tested: true } })
  })
})
