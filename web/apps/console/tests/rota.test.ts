import type { CoverSpan, DraftReason, DutyDemand, Shift, SwapRow } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { cutTo, hoursText, lacking, linesOf } from '../src/rota/board/board'
import { bodyOf as planBody, emptyPlan, shiftsOf } from '../src/rota/board/planForm'
import { dayOf, mondayOf, momentsOf, timeAfter, weekdayOf } from '../src/rota/days'
import { bodyOf as draftBody, emptyDraft, PRESETS } from '../src/rota/drafts/draftForm'
import { gapSpans } from '../src/rota/drafts/gapSpans'
import { placesText } from '../src/rota/drafts/placesText'
import { againstOf, fixesOf } from '../src/rota/drafts/reasons'
import { hoursOfRows, rowsOf } from '../src/rota/places/demandForm'
import { movesOf } from '../src/rota/swaps/moves'

const PLACE = { id: 'p', name: '东门', grid_name: '一格' }
const MONDAY = '2026-03-02'

function shift(begins: string, ends: string, given: Partial<Shift> = {}): Shift {
  return {
    ...{ id: begins, place_id: 'p', role: 'keeper', member_id: 'm', name: '某' },
    ...{ begins_at: begins, ends_at: ends },
    ...given,
  } as Shift
}

function gap(begins: string, ends: string, given: Partial<CoverSpan> = {}): CoverSpan {
  return { kind: 'gap', role: 'keeper', begins_at: begins, ends_at: ends, wanted: 2, there: 1, ...given }
}

describe('days of the street', () => {
  it('begin at midnight in Shanghai, whatever clock the browser keeps', () => {
    expect(dayOf('2026-03-01T16:00:00Z')).toBe(MONDAY)
    expect(dayOf('2026-03-01T15:59:00Z')).toBe('2026-03-01')
  })

  it('fall into weeks that begin on Mondays, over the end of a year too', () => {
    expect(mondayOf('2026-03-08')).toBe(MONDAY)
    expect(mondayOf('2027-01-01')).toBe('2026-12-28')
    expect(weekdayOf('2026-03-08')).toBe(7)
  })

  it('end on the next day where a shift ends no later than it begins', () => {
    expect(momentsOf('2026-02-28', '20:00', '08:00')).toEqual([
      '2026-02-28T20:00:00+08:00',
      '2026-03-01T08:00:00+08:00',
    ])
    expect(timeAfter('20:00', 12 * 60)).toBe('08:00')
  })
})

describe('the board', () => {
  const night = shift('2026-03-02T16:00:00Z', '2026-03-03T00:00:00Z')
  const first = shift('2026-03-02T00:00:00Z', '2026-03-02T08:00:00Z', { role: 'lead' })

  it('has a line for each role with shifts or wants, and a shift on the day on which it begins', () => {
    const lines = linesOf([PLACE], [MONDAY, '2026-03-03'], [night, first], [])
    expect(lines.map(({ role, cells }) => [role, cells.map((cell) => cell.shifts.length)])).toEqual([
      ['lead', [1, 0]],
      ['keeper', [0, 1]],
    ])
  })

  it('has a line also for a place that has nothing', () => {
    expect(linesOf([PLACE], [MONDAY], [], []).map(({ role }) => role)).toEqual(['keeper'])
  })

  it('tells a gap over midnight on both days', () => {
    const whole = gap('2026-03-02T12:00:00Z', '2026-03-03T00:00:00Z')
    expect(cutTo(whole, MONDAY).map(hoursText)).toEqual(['20:00–24:00'])
    expect(cutTo(whole, '2026-03-03').map(hoursText)).toEqual(['00:00–08:00'])
    expect(cutTo(whole, '2026-03-04')).toEqual([])
  })

  it('counts what is lacking from now on', () => {
    const vacant = shift('2026-03-02T00:00:00Z', '2026-03-02T08:00:00Z', { member_id: null })
    const spans = [{ place: PLACE, spans: [gap('2026-03-02T00:00:00Z', '2026-03-02T08:00:00Z')] }]
    const lines = linesOf([PLACE], [MONDAY], [vacant], spans)
    expect(lacking(lines, Date.parse('2026-03-02T04:00:00Z'))).toEqual({ vacant: 1, gaps: 1 })
    expect(lacking(lines, Date.parse('2026-03-02T08:00:00Z'))).toEqual({ vacant: 0, gaps: 0 })
  })
})

describe('a plan by pattern', () => {
  it('counts its shifts as the server lays them out', () => {
    const form = { ...emptyPlan('p', MONDAY), last: '2026-03-15' }
    expect(shiftsOf(form)).toBe(14)
    expect(shiftsOf({ ...form, every: 3 })).toBe(5)
    expect(shiftsOf({ ...form, weekdays: [6, 7] })).toBe(4)
    expect(shiftsOf({ ...form, last: '2026-03-01' })).toBe(0)
  })

  it('is vacant where nobody is chosen', () => {
    expect(planBody(emptyPlan('p', MONDAY)).patterns[0]?.member_id).toBeNull()
  })
})

describe('a demand', () => {
  it('is shown by days that want the same, and said day by day again', () => {
    const hours = [1, 2, 6].map((weekday) => ({
      ...{ weekday, since: '08:00', until: '16:00', role: 'keeper', number: 2 },
    })) as DutyDemand['hours']
    const rows = rowsOf(hours)
    expect(rows).toEqual([{ weekdays: [1, 2, 6], since: '08:00', until: '16:00', role: 'keeper', number: 2 }])
    expect(hoursOfRows(rows)).toEqual(hours)
  })
})

describe('a swap', () => {
  const swap = { state: 'proposed', giver_id: 'a', taker_id: 'b', proposed_by_id: 'a' } as SwapRow

  it('is agreed by the other, and decided by a chief who is neither', () => {
    expect(movesOf(swap, 'a', true)).toEqual(['withdraw'])
    expect(movesOf(swap, 'b', false)).toEqual(['agree', 'withdraw'])
    expect(movesOf(swap, 'c', true)).toEqual(['refuse'])
    const agreed = { ...swap, state: 'agreed' as const }
    expect(movesOf(agreed, 'c', true)).toEqual(['approve', 'refuse'])
    expect(movesOf(agreed, 'b', true)).toEqual(['withdraw'])
    expect(movesOf(agreed, 'c', false)).toEqual([])
    expect(movesOf({ ...swap, state: 'approved' }, 'a', true)).toEqual([])
  })
})

describe('a draft', () => {
  it('cuts the day as its presets say', () => {
    expect(PRESETS.three?.map(({ begins, ends }) => `${begins}-${ends}`)).toEqual([
      '08:00-16:00',
      '16:00-00:00',
      '00:00-08:00',
    ])
    const body = draftBody({ ...emptyDraft(MONDAY), patterns: PRESETS.two ?? [] })
    expect(body.patterns).toEqual([
      { begins: '08:00', minutes: 720 },
      { begins: '20:00', minutes: 720 },
    ])
  })

  it('shows what is missing as gaps of its places', () => {
    const [one] = gapSpans([
      {
        place_id: 'p',
        role: 'medic',
        begins_at: '2026-03-02T00:00:00Z',
        ends_at: '2026-03-02T08:00:00Z',
        count: 2,
      },
    ])
    expect(one?.spans[0]).toMatchObject({ kind: 'gap', wanted: 2, there: 0 })
  })

  it('says why in hours, not in minutes', () => {
    const reason = {
      ...{ role: 'medic', place_id: 'p', count: 1, begins_at: '', ends_at: '' },
      against: [
        { code: 'rest', members: 3, limit: 660 },
        { code: 'run', members: 1, limit: 6 },
      ],
      fixes: [{ code: 'rest', before: 480, after: 90, limit: 600, name: '', place_id: null }],
    } as DraftReason
    const say = (key: string, values: Record<string, unknown> = {}) => `${key} ${JSON.stringify(values)}`
    expect(againstOf(reason, say)[0]).toContain('"limit":11')
    expect(againstOf(reason, say)[1]).toContain('"limit":6')
    expect(fixesOf(reason, say, () => '')[0]).toContain(
      '"limit":10,"name":"","place":"","before":8,"after":1.5',
    )
  })
})

describe('the places of a draft', () => {
  const t = (key: string, values?: Record<string, unknown>) =>
    key === 'ui.listComma' ? '、' : `${key} ${JSON.stringify(values)}`
  const gates = (grid: string) => ['东门', '西门'].map((name) => ({ name, grid_name: grid }))

  it('stand under their grids', () => {
    expect(placesText([...gates('一格'), ...gates('二格')], { t })).toBe('一格 东门、西门 · 二格 东门、西门')
  })

  it('are counted where there are many, since each grid has an east gate', () => {
    const many = [...gates('一格'), ...gates('二格'), ...gates('三格')]
    expect(placesText(many, { t })).toBe('draftRoster.manyPlaces {"count":6,"grids":3}')
  })
})
