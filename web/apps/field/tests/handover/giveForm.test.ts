import { describe, expect, it } from 'vitest'
import type { KeptGate } from '../../src/handover/documents'
import { emptyForm, formOf, giveFrom, mattersIn, problemOf } from '../../src/handover/giveForm'
import { ending, following, turnsOf } from '../../src/handover/turns'
import { gate, shift } from './rows'

const NONE = { in: 0, out: 0, turned_back: 0, held: 0, emergency: 0 }
const WHOSE = {
  id: 'i',
  gate_id: 'g',
  code: 'ABCD2345',
  at: 'now',
  since: null,
  signature: 'M',
  name: '东门',
}

function form(one: KeptGate = gate(), kind: 'shift' | 'opening' | 'closing' = 'shift') {
  return emptyForm(one, kind, NONE)
}

function thingOf() {
  const [thing] = form().kit
  if (!thing) throw new Error('the gate has no kit')
  return thing
}

describe('what is handed over', () => {
  it('begins with everything there', () => {
    expect(form().kit).toEqual([{ name: '额温枪', expected: 2, found: 2, word: '' }])
    expect(problemOf(form())).toBeUndefined()
  })

  it('needs a word for what is missing, and for no more than that', () => {
    const thing = thingOf()
    const short = { ...form(), kit: [{ ...thing, found: 1 }] }
    expect(problemOf(short)).toBe('kit')
    expect(problemOf({ ...short, kit: [{ ...thing, found: 1, word: '送修' }] })).toBeUndefined()
    expect(problemOf({ ...short, kit: [{ ...thing, found: 3 }] })).toBeUndefined()
  })

  it('needs a word where the gate is in trouble, or nobody is there', () => {
    expect(problemOf({ ...form(), health: 'trouble' })).toBe('health')
    expect(problemOf({ ...form(), health: 'trouble', healthWord: '道闸坏' })).toBeUndefined()
    expect(problemOf(form(gate(), 'opening'))).toBe('word')
    expect(problemOf({ ...form(gate(), 'closing'), word: '夜间关闭' })).toBeUndefined()
  })

  it('has a matter a line', () => {
    expect(mattersIn(' 门禁坏\n\n  等快递 ')).toEqual(['门禁坏', '等快递'])
    expect(problemOf({ ...form(), matters: '长'.repeat(201) })).toBe('matters')
  })

  it('is sent without words that do not belong to it, and comes back as it was', () => {
    const thing = thingOf()
    const typed = { ...form(), word: '多余', healthWord: '多余', kit: [{ ...thing, word: '多余' }] }
    const sent = giveFrom(typed, WHOSE)
    expect([sent.word, sent.health_word, sent.kit[0]?.word]).toEqual(['', '', ''])
    const mended = { ...form(), matters: '一\n二', keys: 3 }
    expect(formOf(giveFrom(mended, WHOSE))).toEqual(mended)
  })
})

describe('whose turn it is', () => {
  const now = new Date('2026-03-06T14:00:00+08:00')
  const mine = shift('m', '2026-03-06T06:00:00+08:00', '2026-03-06T14:30:00+08:00', true)
  const next = shift('n', '2026-03-06T14:30:00+08:00', '2026-03-06T22:00:00+08:00', false)

  it('is told within an hour of the beginning and the end of a shift', () => {
    const turns = (at: string) =>
      turnsOf([gate({ shifts: [mine, next] })], new Date(at)).map(({ what }) => what)
    expect(turns('2026-03-06T05:00:00+08:00')).toEqual(['begins'])
    expect(turns('2026-03-06T04:59:00+08:00')).toEqual([])
    expect(turns('2026-03-06T10:00:00+08:00')).toEqual([])
    expect(turns('2026-03-06T15:30:00+08:00')).toEqual(['ends'])
    expect(turns('2026-03-06T15:31:00+08:00')).toEqual([])
  })

  it('knows the own shift that ends, and who comes next', () => {
    const here = gate({ shifts: [mine, next] })
    expect(ending(here, now)?.id).toBe('m')
    expect(following(here, now)?.id).toBe('n')
    expect(ending(here, new Date('2026-03-06T05:00:00+08:00'))).toBeUndefined()
    expect(following(gate({ shifts: [mine] }), now)).toBeUndefined()
  })
})
