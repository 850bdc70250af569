import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TargetFact, VisitFact } from '../../src/day/facts'
import { FIGURES, figuresOf } from '../../src/day/figures'
import { FIELD, textsOf } from '../texts'
import { at, finding, nothing, patrol } from './given'

const TEXTS = join(FIELD, '../../../src/gridward/work/patrols/texts')

function visit(subject: string, said: Partial<VisitFact>): VisitFact {
  const plain = { away: 'none', organisation: false, label: subject, personsMet: 0 } as const
  return { id: subject, at: at('09:00'), outcome: 'met', subject, ...plain, ...said }
}

function due(id: string, said: Partial<TargetFact> = {}): TargetFact {
  return { id, subject: id, organisation: false, label: id, persons: 3, lateAdded: false, due: true, ...said }
}

/** The texts of the server, section by section. */
function server(language: string): Map<string, string> {
  const found = new Map<string, string>()
  let section = ''
  for (const line of readFileSync(join(TEXTS, `${language}.toml`), 'utf8').split('\n')) {
    section = /^\[(.+)\]$/.exec(line)?.[1] ?? section
    const [, name, text] = /^(\w+) = "(.*)"$/.exec(line) ?? []
    if (name && text) found.set(`${section}.${name}`, text)
  }
  return found
}

describe('the figures of the sheet', () => {
  it.each(['zh-Hans', 'en'])('and the sentences of the log are the words of the server (%s)', (language) => {
    const [own, theirs] = [textsOf(language), server(language)]
    const figures = [...theirs.keys()].filter((key) => key.startsWith('sheet.figure.'))
    expect(figures.length).toBe(2 * Object.keys(FIGURES).length)
    for (const key of figures) expect(own.get(key.replace('sheet.', 'day.'))).toBe(theirs.get(key))
    const log = [...own.keys()].filter((key) => /^day\.log\.(?!patrol_kind|category)/.test(key))
    expect(log.length).toBeGreaterThan(30)
    for (const key of log) expect(own.get(key)).toBe(theirs.get(key.replace('day.', '')))
  })

  it('stand in the order of the server', () => {
    const figures = [...server('zh-Hans').keys()].filter((key) => /^sheet\.figure\.\w+\.title$/.test(key))
    expect(figures.map((key) => key.split('.')[2])).toEqual(Object.keys(FIGURES))
  })

  it('count a household once, by its last visit', () => {
    const visits = [
      visit('a', { id: '1', outcome: 'no_answer', at: at('09:00') }),
      visit('a', { id: '2', outcome: 'met', at: at('16:00'), personsMet: 3 }),
      visit('b', { outcome: 'away', away: 'city' }),
      visit('shop', { organisation: true }),
    ]
    expect(figuresOf(nothing({ visits }))).toMatchObject({
      households_visited: 2,
      households_met: 1,
      households_no_answer: 0,
      persons_met: 3,
      households_away: 1,
      away_city: 1,
      away_district: 0,
      organisations_visited: 1,
    })
  })

  it('count what is due, by doors and by persons, apart for organisations', () => {
    const targets = [
      due('a'),
      due('b', { lateAdded: true }),
      due('c', { due: false }),
      due('s', { organisation: true }),
    ]
    expect(figuresOf(nothing({ targets }))).toMatchObject({
      households_due: 2,
      persons_due: 6,
      households_late_added: 1,
      organisations_due: 1,
    })
  })

  it('are the sum of the rows under them', () => {
    const found = [finding('门坏', { handled: '已修' }), finding('灯坏')]
    const facts = nothing({ targets: [due('a')], patrols: [patrol('09:00', '10:00', { findings: found })] })
    const figures = figuresOf(facts)
    expect(figures).toMatchObject({ patrols: 1, findings: 2, findings_handled: 1, persons_due: 3 })
    for (const [name, rows] of Object.entries(FIGURES))
      expect(rows(facts).reduce((sum, { count }) => sum + count, 0)).toBe(figures[name])
    expect(FIGURES.findings_handled?.(facts).map(({ label }) => label)).toEqual(['门坏'])
  })
})
