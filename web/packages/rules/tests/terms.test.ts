// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as terms from '../src/terms'
import { ROOT } from './cases'

const PYTHON = readFileSync(join(ROOT, 'src/gridward/work/checkpoints/terms.py'), 'utf8')

/** The values of an enumeration in Python, in their order. */
function values(name: string): string[] {
  const body = new RegExp(`^class ${name}\\(StrEnum\\):\\n((?: .*\\n|\\n)*)`, 'm').exec(PYTHON)?.[1] ?? ''
  return [...body.matchAll(/^ {4}[A-Z_]+ = "(\w+)"$/gm)].map(([, value = '']) => value)
}

describe('words of gates', () => {
  it.each([
    ['Verdict', terms.VERDICTS],
    ['Decision', terms.DECISIONS],
    ['Direction', terms.DIRECTIONS],
    ['PassageSubject', terms.SUBJECTS],
    ['Standing', terms.STANDINGS],
    ['PassState', terms.PASS_STATES],
    ['CodeKind', terms.CODE_KINDS],
    ['CodeResult', terms.CODE_RESULTS],
    ['CodeSource', terms.CODE_SOURCES],
    ['Reason', terms.REASONS],
    ['PassKind', terms.PASS_KINDS],
    ['TokenFault', terms.TOKEN_FAULTS],
  ])('%s has the words of Python in their order', (name, words) => {
    expect(words).toEqual(values(name))
  })
})
