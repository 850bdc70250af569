import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMemoryHistory } from 'vue-router'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { Duty, DutyItem } from '@gridward/api'
import { daysLate, isOnPhone, placeOf, sectionsOf } from '../src/home/sections'
import { makeRouter } from '../src/router'
import { useSession } from '../src/session/store'
import { guard } from '../src/session/guard'
import { DOORS } from '../src/session/access'
import { person } from './people'

const LIST = join(import.meta.dirname, '../../../../src/gridward/oversight/duties/dated/duties.toml')

function item(state: DutyItem['state'], sentence: string = state): DutyItem {
  return { state, sentence, link: '/rounds', count: 5, until: null, days: [] }
}

function duty(id: string, ...items: DutyItem[]): Duty {
  return { id, title: id, clause: 'R4', source: '', rhythm: 'daily', off_level: false, items }
}

describe('the sections of a home', () => {
  it('show what is late first, duty by duty in the order of the list', () => {
    const duties = [duty('walk', item('due'), item('late')), duty('log', item('late'), item('done'))]
    const sections = sectionsOf(duties)
    expect(sections.map(({ state }) => state)).toEqual(['late', 'due', 'done'])
    expect(sections.map(({ groups }) => groups.map((one) => one.duty.id))).toEqual([
      ['walk', 'log'],
      ['walk'],
      ['log'],
    ])
  })

  it('count items, and leave none out', () => {
    const sections = sectionsOf([duty('walk', item('due', 'a'), item('due', 'b')), duty('log', item('due'))])
    expect(sections).toHaveLength(1)
    expect(sections[0]?.count).toBe(3)
    expect(sections[0]?.groups[0]?.items.map(({ sentence }) => sentence)).toEqual(['a', 'b'])
  })

  it('say that nothing is due, and are silent about what is not late', () => {
    expect(sectionsOf([duty('log', item('done'))]).map(({ state, count }) => [state, count])).toEqual([
      ['due', 0],
      ['done', 1],
    ])
  })
})

describe('a row', () => {
  it('counts whole days', () => {
    expect(daysLate('2026-11-27', '2026-11-28')).toBe(1)
    expect(daysLate('2025-12-31', '2026-03-01')).toBe(60)
  })

  it('names the place in its document', () => {
    expect(placeOf('西街字〔2022〕6号 附件1 二（二）1')).toBe('附件1 二（二）1')
  })

  it('leaves the console for the phone alone', () => {
    expect([isOnPhone('/field/day?day=2026-11-27'), isOnPhone('/fields'), isOnPhone('/rounds')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('the pages of duties', () => {
  const pages = [...readFileSync(LIST, 'utf8').matchAll(/^page = "(.*)"$/gm)].map(([, path]) => path ?? '')
  const own = [...new Set(pages)].filter((path) => !isOnPhone(path))

  it('are pages of the console', () => {
    setActivePinia(createPinia())
    const router = makeRouter(useSession(), createMemoryHistory())
    expect(own.length).toBeGreaterThan(8)
    expect(own.filter((path) => router.resolve(path).name === 'not-found')).toEqual([])
  })
})

describe('after sign-in', () => {
  it.each(['/', '/home'])('%s is the home, whatever one may do', async (path) => {
    setActivePinia(createPinia())
    const session = useSession()
    const router = makeRouter(session, createMemoryHistory())
    session.me = person([])
    const wanted = router.resolve(path)
    const [record] = wanted.matched
    const landed = record?.redirect ? router.resolve(record.redirect as string) : wanted
    session.know = () => Promise.resolve(session.me)
    expect(landed.name).toBe('home')
    expect(await guard(landed, session)).toBe(true)
  })

  it('the drawn patrols are for whoever walks them', () => {
    setActivePinia(createPinia())
    const router = makeRouter(useSession(), createMemoryHistory())
    expect(DOORS[router.resolve('/home/drawn').meta.door ?? 'cover']).toBe('log.write')
  })
})
