import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DAYS, DUTIES, dutiesOf } from '../../src/today/duties'
import { FIELD, textsOf } from '../texts'

const SERVER = join(FIELD, '../../../src/gridward/oversight/duties')

/** The entries of the server's list, as plain lines. */
const entries = readFileSync(join(SERVER, 'dated/duties.toml'), 'utf8').split('[[duty]]').slice(1)
const onPhone = entries.filter((entry) => /^on_phone = true$/m.test(entry))

function word(entry: string, name: string): string {
  return new RegExp(`^${name} = "(.*)"$`, 'm').exec(entry)?.[1] ?? ''
}

function posts(entry: string): string[] {
  const list = /^posts = \[(.*)\]$/m.exec(entry)?.[1] ?? ''
  return [...list.matchAll(/"(\w+)"/g)].map(([, post]) => post ?? '')
}

function figure(id: string, name: string): number {
  const entry = entries.find((one) => word(one, 'id') === id) ?? ''
  return Number(new RegExp(`^days = \\{.*\\b${name} = (\\d+)`, 'm').exec(entry)?.[1])
}

/** Key to text of a table in the server's catalogue. */
function said(language: string, table: string): Map<string, string> {
  const file = readFileSync(join(SERVER, `texts/${language}.toml`), 'utf8')
  const lines = file.split(`[${table}]\n`)[1]?.split('\n[')[0] ?? ''
  return new Map([...lines.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, text]) => [key ?? '', text ?? '']))
}

describe('the list of duties', () => {
  it('is that of the server, in its order, for the same posts', () => {
    expect(onPhone.length).toBeGreaterThan(5)
    expect(DUTIES.map(({ id, posts: held }) => [id, [...held].sort()])).toEqual(
      onPhone.map((entry) => [word(entry, 'id'), posts(entry).sort()]),
    )
  })

  it('reckons with the figures of the server', () => {
    expect(DAYS).toEqual({
      back: figure('write_log', 'back'),
      grace: figure('patrol_grid', 'grace'),
      ahead: figure('watch_rounds', 'ahead'),
    })
    expect(figure('confirm_sheet', 'back')).toBe(DAYS.back)
  })

  /** The phone tells households and organisations apart (`whom`), which the server counts together. */
  it.each(['zh-Hans', 'en'])('has the words of the server (%s)', (language) => {
    const texts = textsOf(language)
    const titles = said(language, 'duty')
    const sentences = said(language, 'duty_item')
    expect(DUTIES.map(({ id }) => texts.get(`today.duty.${id}`))).toEqual(
      DUTIES.map(({ id }) => titles.get(id)),
    )
    const own = [...texts.keys()].filter((key) => key.startsWith('today.item.'))
    const phoneOnly = ['today.item.refused', 'today.item.patrol_running']
    const plain = own.filter((key) => !texts.get(key)?.includes('{whom}'))
    const unknown = own.filter((key) => !sentences.has(key.replace('today.item.', '')))
    expect(unknown.sort()).toEqual(phoneOnly.sort())
    const shared = plain.filter((key) => !phoneOnly.includes(key))
    expect(shared.length).toBeGreaterThan(5)
    expect(shared.map((key) => texts.get(key))).toEqual(
      shared.map((key) => sentences.get(key.replace('today.item.', ''))),
    )
  })
})

describe('the duties of a phone', () => {
  it('are a worker’s until posts are known', () => {
    expect(dutiesOf(undefined)).toEqual(dutiesOf(['grid_manager']))
    expect(dutiesOf(undefined)).toContain('write_log')
  })

  it('are those of the posts that are held, and no others', () => {
    expect(dutiesOf(['community_grid_leader'])).toEqual(['answer_refusals', 'watch_rounds'])
    expect(dutiesOf(['grid_police'])).toEqual(['answer_refusals'])
    expect(dutiesOf(['health_liaison'])).toEqual([])
    expect(dutiesOf([])).toEqual([])
  })

  it('of two posts are those of both, each once', () => {
    const both = dutiesOf(['grid_manager', 'community_grid_leader'])
    expect(both).toEqual([...dutiesOf(['grid_manager']), 'watch_rounds'])
  })
})
