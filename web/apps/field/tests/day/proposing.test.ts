import { describe, expect, it } from 'vitest'
import type { DayFacts, EntryFact, VisitFact } from '../../src/day/facts'
import { propose, spanOf } from '../../src/day/proposing'
import { i18n } from '../../src/i18n'
import type { VisitOutcome } from '../../src/visits/documents'
import { at, DAY, finding, nothing, patrol, stop } from './given'

const say = (key: string, values = {}) => i18n.global.t(`day.log.${key}`, values, { locale: 'zh-Hans' })
const proposed = (said: Partial<DayFacts>) => propose(nothing(said), say)

function visit(subject: string, outcome: VisitOutcome, time = '09:00', organisation = false): VisitFact {
  const id = `${subject} ${time}`
  return { id, at: at(time), outcome, away: 'none', subject, organisation, label: '', personsMet: 0 }
}

function entry(kind: EntryFact['kind'], row: string): EntryFact {
  return { kind, row, subject: row, label: '', at: at('10:00') }
}

describe('the log that is proposed', () => {
  it('says so when nothing was recorded', () => {
    expect(proposed({})).toEqual({
      work: '这段时间没有在系统中记录工作。',
      handling: '未发现异常情况。',
      result: '无待处置问题。',
    })
  })

  it('counts doors by the last outcome of the day, and says what is to be done about closed ones', () => {
    const visits = [
      visit('a', 'no_answer', '09:00'),
      visit('b', 'no_answer', '09:05'),
      visit('a', 'met', '16:00'),
      visit('shop', 'met', '11:00', true),
    ]
    expect(proposed({ visits })).toEqual({
      work: '入户走访2户：无人应答1户、见到1户。\n走访单位1家。',
      handling: '对无人应答的1户留存记录，另择时间上门。',
      result: '无待处置问题。\n无人应答的1户列入复访。',
    })
  })

  it('tells patrols with their points, each once, and no more than six by name', () => {
    const names = ['一', '二', '三', '四', '五', '六', '七', '一']
    const long = patrol('14:00', '15:30', { stops: names.map((name) => stop(name, '14:10')) })
    const gate = patrol('16:00', '17:00', { kind: 'gate' })
    const two = patrol('09:05', '09:50', { stops: [stop('东门', '09:10'), stop('西门', '09:20')] })
    expect(proposed({ patrols: [two, long, gate] }).work.split('\n')).toEqual([
      '09:05至09:50开展网格巡查，到东门、西门共2个点位。',
      '14:00至15:30开展网格巡查，到一、二、三、四、五、六等7个点位。',
      '16:00至17:00开展卡口值守。',
    ])
  })

  it('tells findings with what was done, and how many are left', () => {
    const found = [
      finding('楼道堆放杂物。', { place: '3栋', handled: '已清走；' }),
      finding('消防栓没有水', { category: 'facility' }),
    ]
    expect(proposed({ patrols: [patrol('09:00', '10:00', { findings: found })] })).toMatchObject({
      handling:
        '3栋发现安全隐患问题：楼道堆放杂物。已处置：已清走。\n巡查途中发现防护设施问题：消防栓没有水。尚待处置。',
      result: '发现问题2件，已处置1件，1件继续跟进。',
    })
  })

  it('counts entries by rows, in their order', () => {
    const entries = [
      entry('changed', 'h'),
      entry('changed', 'h'),
      entry('resident_added', 'r'),
      entry('household_added', 'n'),
    ]
    expect(proposed({ entries }).work).toBe('登记信息：新增住户1户、新增人员1人、更新信息1条。')
  })
})

describe('the time of the log', () => {
  const now = new Date(`${DAY}T18:00:00`)

  it('is from the first to the last that was recorded', () => {
    const said = { visits: [visit('a', 'met', '09:12')], patrols: [patrol('08:30', '17:05')] }
    expect(spanOf(nothing(said), DAY, now)).toEqual({ from: '08:30', to: '17:05' })
  })

  it('is a minute at least', () => {
    expect(spanOf(nothing({ visits: [visit('a', 'met', '09:12')] }), DAY, now)).toEqual({
      from: '09:12',
      to: '09:13',
    })
  })

  it('is the last hour where nothing was recorded, and stays in its day', () => {
    expect(spanOf(nothing(), DAY, now)).toEqual({ from: '17:00', to: '18:00' })
    expect(spanOf(nothing(), DAY, new Date(`${DAY}T00:20:00`))).toEqual({ from: '00:00', to: '00:20' })
    expect(spanOf(nothing(), DAY, new Date('2026-11-29T08:00:00'))).toEqual({ from: '22:59', to: '23:59' })
  })
})
