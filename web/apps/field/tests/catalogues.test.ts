import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../src/i18n'
import { kinds } from '../src/kinds'
import { KINDS } from '../src/outbox/sentences'
import { routes } from '../src/routes'
import { DISPLAYS } from '../src/shell/display'
import { FIELD, sources, textsOf } from './texts'

/** Words that the register is made of and that people write into it: relations, plates, labels of numbers. */
const VOCABULARY = ['checks', 'documents', 'householdForm'].map((name) => `src/register/${name}.ts`)
const LANGUAGE_NAMES = 'src/i18n.ts'

const chinese = textsOf('zh-Hans')
const english = textsOf('en')

/** The names to fill in, each once: a language with two numbers says them in both. */
function places(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|<!--[^]*?-->|(?<!:)\/\/.*/g, '')
}

describe('the catalogues', () => {
  it('have the same keys in every language', () => {
    expect(chinese.size).toBeGreaterThan(150)
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

  it('are one folder for each language of the switch', () => {
    const folders = globSync('src/locales/*', { cwd: FIELD }).map((folder) => folder.replace(/.*\//, ''))
    expect(folders.sort()).toEqual(LANGUAGES.map(({ code }) => code).sort())
  })

  it('title every page', () => {
    const titles = routes.flatMap(({ meta }) => (meta?.title ? [meta.title] : []))
    expect(titles.length).toBeGreaterThan(5)
    expect(titles.filter((title) => !chinese.has(title))).toEqual([])
  })

  it('say every kind of command, with and without whom it is about', () => {
    const unsaid = KINDS.filter(
      (kind) => !chinese.has(`outbox.kinds.${kind}`) || !chinese.has(`outbox.bareKinds.${kind}`),
    )
    expect(unsaid).toEqual([])
    expect(Object.keys(kinds).filter((kind) => !(KINDS as readonly string[]).includes(kind))).toEqual([])
  })

  it('explain every refusal of the phone', () => {
    const contract = readFileSync(join(FIELD, '../../packages/offline/src/contract.ts'), 'utf8')
    const list = /type OfflineCode =([^]*?)\n\n/.exec(contract)?.[1] ?? ''
    const codes = [...list.matchAll(/\| '(\w+)'/g)].map(([, code]) => code)
    expect(codes.length).toBeGreaterThan(5)
    expect(codes.filter((code) => !chinese.has(`shell.offlineProblem.${code}`))).toEqual([])
  })

  it('name every display', () => {
    expect(DISPLAYS.filter((one) => !chinese.has(`settings.displays.${one}`))).toEqual([])
  })
})

describe('the screens', () => {
  const texts = sources('src/**/*.{vue,ts}')

  it('use only keys that the catalogues have', () => {
    const used = texts.flatMap(([, text]) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    )
    expect(used.length).toBeGreaterThan(50)
    expect([...new Set(used)].filter((key) => !chinese.has(key))).toEqual([])
  })

  it('hold no Chinese words of their own', () => {
    const withHan = texts
      .filter(([, text]) => /\p{Script=Han}/u.test(withoutComments(text)))
      .map(([file]) => file)
    expect(withHan.filter((file) => ![...VOCABULARY, LANGUAGE_NAMES].includes(file))).toEqual([])
  })
})
