import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AWAYS, DOCUMENT_KINDS, TENURES } from '@gridward/api'
import en from '../src/locales/en.json'
import zhHans from '../src/locales/zh-Hans.json'
import { CAME_BY } from '../src/declaration'
import { NEEDS, SYMPTOMS } from '../src/own'
import { ASKED_KINDS } from '../src/pass'
import { RELATIONS } from '../src/relations'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = globSync('src/**/*.{vue,ts,css}', { cwd: ROOT }).map(
  (file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const,
)
/** Words that the register is made of, and the names of languages. */
const VOCABULARY = ['src/relations.ts', 'src/i18n.ts']
/** What phones of residents lack: Chromium 90, as in `apps/field/tests/chromium90.test.ts`. */
const TOO_NEW =
  /:has\(|&\s*[.:>~+[a-z]|color-mix\(|@layer|@container|@scope|accent-color|text-wrap|inset-inline|\d[dls]vh\b/

type Texts = string | { [key: string]: Texts }

function entries(texts: Texts, prefix = ''): [key: string, text: string][] {
  if (typeof texts === 'string') return [[prefix, texts]]
  return Object.entries(texts).flatMap(([key, value]) => entries(value, prefix ? `${prefix}.${key}` : key))
}

const chinese = new Map(entries(zhHans))
const english = new Map(entries(en))

function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
}

describe('the catalogues', () => {
  it('have the same keys, and leave no text empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    expect([...chinese, ...english].filter(([, text]) => !text.trim())).toEqual([])
  })

  it('have the same places to fill in, but for how a day is written', () => {
    const differing = [...chinese].filter(
      ([key, text]) => key !== 'day' && `${places(text)}` !== `${places(english.get(key) ?? '')}`,
    )
    expect(differing).toEqual([])
  })

  it('name everything that one can choose', () => {
    const keys = [
      ...DOCUMENT_KINDS.map((one) => `documentKind.${one}`),
      ...AWAYS.map((one) => `away.${one}`),
      ...TENURES.map((one) => `tenure.${one}`),
      ...RELATIONS.map(([one]) => `relation.${one}`),
      ...ASKED_KINDS.map((one) => `passKind.${one}`),
      ...CAME_BY.map((one) => `cameBy.${one}`),
      ...NEEDS.map((one) => `ownNeed.${one}`),
      ...SYMPTOMS.map((one) => `symptom.${one}`),
      ...['waiting', 'granted', 'refused'].map((one) => `passState.${one}`),
      ...['revoked', 'replaced'].flatMap((one) => [`passEnding.${one}`, `passOver.${one}`]),
    ]
    expect(keys.filter((key) => !chinese.has(key))).toEqual([])
  })

  it('have every key that is used, and none that is not', () => {
    const all = SOURCES.map(([, text]) => text).join('\n')
    const used = [...all.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key ?? '')
    expect(used.length).toBeGreaterThan(30)
    expect(used.filter((key) => !chinese.has(key))).toEqual([])
    const shown = [...new Set(used)]
    const passes = ['passKind.', 'passState.', 'passEnding.', 'passOver.']
    const health = ['cameBy.', 'ownNeed.', 'symptom.']
    const listed = ['documentKind.', 'away.', 'tenure.', 'relation.', ...passes, ...health]
    const idle = [...chinese.keys()].filter(
      (key) => !shown.includes(key) && !listed.some((list) => key.startsWith(list)),
    )
    expect(idle.filter((key) => !all.includes(`'${key}'`))).toEqual([])
  })
})

describe('the sources', () => {
  it('hold no Chinese words of their own', () => {
    const withHan = SOURCES.filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([file]) => file)
    expect(withHan.sort()).toEqual([...VOCABULARY].sort())
  })

  it('hold no style that Chromium 90 lacks', () => {
    const styles = SOURCES.filter(([file]) => file.endsWith('.css'))
    expect(styles.length).toBe(1)
    expect(styles.filter(([, css]) => TOO_NEW.test(css)).map(([file]) => file)).toEqual([])
  })
})
