import { describe, expect, it } from 'vitest'
import type { RoundQuestion, RoundTarget, VisitEnd } from '@gridward/api'
import {
  asksThere,
  endOf,
  inParts,
  matching,
  newLine,
  outcomeOfKey,
  visitOf,
  type EntryForm,
} from '../src/rounds/entry/entryForm'

const FORM: EntryForm = { at: '2022-04-01T09:30', way: 'paper', lines: {} }
const END: VisitEnd = { id: '1', target_id: null, outcome: null, settled: false, code: '', sentence: '' }

describe('the entry from paper', () => {
  it.each([
    ['1', 'met'],
    ['2', 'no_answer'],
    ['8', 'new_people'],
    ['9', undefined],
    ['0', undefined],
    ['x', undefined],
  ])('takes key %s for %s', (key, outcome) => {
    expect(outcomeOfKey(key)).toBe(outcome)
  })

  it("sends the street's time, answers that were given, and nobody counted where all were met", () => {
    const answers = { help: false, wish: '', jabs: { a: '一针', b: '' }, none: { a: '' } }
    const visit = visitOf(
      't',
      { ...newLine(), outcome: 'met', away: 'city', note: ' 晚上在家 ', answers },
      FORM,
    )
    expect(visit).toMatchObject({
      target_id: 't',
      at: '2022-04-01T09:30:00+08:00',
      way: 'paper',
      away: 'none',
      persons_met: null,
      note: '晚上在家',
      answers: { help: false, jabs: { a: '一针' } },
    })
  })

  it('sends no answers where nobody was met, and where people are away only then', () => {
    const line = {
      ...newLine(),
      outcome: 'away' as const,
      away: 'city' as const,
      met: '2',
      answers: { help: true },
    }
    expect(visitOf('t', line, FORM)).toMatchObject({ answers: {}, persons_met: null, away: 'city' })
  })

  it('asks only where somebody was met and the round asks something', () => {
    const question: RoundQuestion = {
      ...{ code: 'a', text: 'a', about: 'household', answer: 'yes_no' },
      ...{ options: [], required: true },
    }
    expect(asksThere({ ...newLine(), outcome: 'met' }, [question])).toBe(true)
    expect(asksThere({ ...newLine(), outcome: 'refused' }, [question])).toBe(false)
    expect(asksThere({ ...newLine(), outcome: 'met' }, [])).toBe(false)
  })

  it('keeps the reason of a refusal, and takes what was recorded before for done', () => {
    const line = { ...newLine(), outcome: 'met' as const }
    expect(endOf({ ...END, code: 'round_answer_missing', sentence: '必须回答' }, line).sentence).toBe(
      '必须回答',
    )
    const twice = endOf({ ...END, code: 'round_visit_twice', sentence: '录入过了' }, line)
    expect(twice).toMatchObject({ outcome: 'met', sentence: '' })
  })

  it('sends at most so many at once', () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  })

  it('finds by every word of address or name', () => {
    const rows = [
      { label: '嘉信家餐馆', address: '云溪街1号' },
      { label: '云溪街1号2单元', address: '云溪街1号2单元' },
    ] as RoundTarget[]
    expect(matching(rows, '云溪 餐馆')).toEqual([rows[0]])
    expect(matching(rows, ' ')).toEqual(rows)
  })

  it('makes ids that the server takes', () => {
    const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(newLine().id).toMatch(pattern)
    expect(newLine().id).not.toBe(newLine().id)
  })
})
