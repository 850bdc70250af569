import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '@gridward/ui'
import en from '../src/locales/en.json'
import zhHans from '../src/locales/zh-Hans.json'
import { routes } from '../src/routes'
import { ACTS } from '../src/audit/acts'
import openapi from '../../../packages/api/openapi.json'
import { TRANSLATED, UNSHOWN } from './words'

const WEB = join(import.meta.dirname, '../../..')
const SOURCES = globSync('{apps/console,packages/*}/src/**/*.{vue,ts}', { cwd: WEB }).filter(
  (file) => !file.endsWith('.d.ts'),
)
const SCHEMAS = openapi.components.schemas as Record<string, { enum?: string[] }>

type Catalogue = string | { [key: string]: Catalogue }

function entries(catalogue: Catalogue, prefix = ''): [key: string, text: string][] {
  if (typeof catalogue === 'string') return [[prefix, catalogue]]
  return Object.entries(catalogue).flatMap(([key, value]) =>
    entries(value, prefix ? `${prefix}.${key}` : key),
  )
}

const chinese = new Map(entries(zhHans))
const english = new Map(entries(en))

function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
}

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('have the same places to fill in every language', () => {
    const differing = [...chinese].filter(
      ([key, text]) => `${places(text)}` !== `${places(english.get(key) ?? '')}`,
    )
    expect(differing).toEqual([])
  })

  it('leave no text empty', () => {
    expect([...chinese, ...english].filter(([, text]) => !text.trim())).toEqual([])
  })

  it('are one file for each language of the switch', () => {
    const files = globSync('apps/console/src/locales/*.json', { cwd: WEB }).map((file) =>
      file.replace(/.*\/|\.json/g, ''),
    )
    expect(files.sort()).toEqual(LANGUAGES.map(({ code }) => code).sort())
  })

  it.each(Object.entries(TRANSLATED))('name every %s of the server', (schema, kind) => {
    const codes = SCHEMAS[schema]?.enum?.filter(Boolean) ?? []
    expect(codes.length).toBeGreaterThan(1)
    expect(codes.filter((code) => !chinese.has(`${kind}.${code}`))).toEqual([])
  })

  it('pass over no list of words of the server', () => {
    const lists = Object.keys(SCHEMAS).filter((name) => SCHEMAS[name]?.enum)
    expect(lists.sort()).toEqual([...Object.keys(TRANSLATED), ...UNSHOWN].sort())
  })

  it('name every kind of act', () => {
    expect(ACTS.filter(({ name }) => !chinese.has(`act.${name}`))).toEqual([])
  })

  it('title every page', () => {
    const titles = routes.flatMap(({ meta }) => (meta?.title ? [meta.title] : []))
    expect(titles.filter((title) => !chinese.has(title))).toEqual([])
  })
})

describe('the screens', () => {
  const texts = SOURCES.map((file) => [file, readFileSync(join(WEB, file), 'utf8')] as const)

  it('use only keys that the catalogues have', () => {
    const used = texts.flatMap(([, text]) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    )
    expect(used.length).toBeGreaterThan(200)
    expect([...new Set(used)].filter((key) => !chinese.has(key))).toEqual([])
  })

  it('hold no Chinese words of their own', () => {
    const signs = ['languages.ts', 'pinyin.ts'] // names of languages; signs by which sounds are told apart
    const shown = texts.filter(([file]) => !file.startsWith('packages/rules/')) // signs of plates, read by nobody
    const withHan = shown.filter(
      ([file, text]) => !signs.some((name) => file.endsWith(name)) && /\p{Script=Han}/u.test(text),
    )
    expect(withHan.map(([file]) => file)).toEqual([])
  })
})
