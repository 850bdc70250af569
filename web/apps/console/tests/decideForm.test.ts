import { describe, expect, it } from 'vitest'
import { bodyOf, emptyDecision, isComplete } from '../src/response/decideForm'

const TODAY = '2026-03-04'
const ORDER = {
  code: 'superior_order',
  title: '上级的决定、命令',
  source: '上级',
  levels: ['alert' as const],
  needs_document: true,
}
const SEEN = [{ id: 'x', version: 3 }]

function form() {
  return { ...emptyDecision(TODAY), end: '2026-03-11', reason: '聚集性疫情' }
}

describe('a decision on the response level', () => {
  it('names the street apart from grids', () => {
    const body = bodyOf({ ...form(), units: ['street', 'a'] }, 'declare', SEEN)
    expect(body).toMatchObject({ whole_street: true, grids: ['a'], standings: [], level: 'alert' })
  })

  it('sends what each step needs and no more', () => {
    const prolonged = bodyOf({ ...form(), ends: false }, 'prolong', SEEN)
    expect(prolonged).toMatchObject({ level: null, since: null, until: null, review_on: '2026-03-11' })
    const ended = bodyOf(form(), 'end', SEEN)
    expect(ended).toMatchObject({ since: TODAY, until: null, review_on: null, standings: SEEN })
  })

  it('is complete with a scope, an end, a documented basis and a reason', () => {
    const whole = { ...form(), units: ['a'], bases: { superior_order: '2号' } }
    const complete = (change: object) => isComplete(bodyOf({ ...whole, ...change }, 'declare', []), [ORDER])
    expect(complete({})).toBe(true)
    for (const change of [
      { units: [] },
      { end: '' },
      { bases: {} },
      { bases: { superior_order: '' } },
      { reason: ' x ' },
    ])
      expect(complete(change)).toBe(false)
  })
})
