/** The cases of `tests/cases` that Python is held to as well. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../../../..')

export type Plain = Readonly<Record<string, unknown>>

export interface CodeCase {
  name: string
  text: string
  says?: Plain
  fault?: string
}
export interface MutationCase {
  kind: string
  text: string
  pass?: string
  fault?: string
}
export interface StateCase {
  name: string
  gate: string
  now: string
  token: Plain | null
  known: Plain | null
  expected: string | null
}
export interface PassageCase {
  name: string
  rules: string
  now: string
  facts: Plain
  expected: { verdict: string; reasons: string[]; about: Record<string, string[]> }
}
export interface PlateCase {
  name: string
  text: string
  says?: { number: string; kind: string; energy: string | null; display: string }
  problem?: string
}
export interface NormalCase {
  name: string
  kind: 'identity' | 'phone' | 'plate'
  text: string
  normal: string | null
}

interface Shared {
  tokens: { keys: string[]; cases: CodeCase[] }
  mutations: { cases: MutationCase[] }
  passes: { cases: StateCase[] }
  passages: { rules: Record<string, Plain>; cases: PassageCase[] }
  plates: { cases: PlateCase[] }
  normal: { cases: NormalCase[] }
}

export function shared<Name extends keyof Shared>(name: Name): Shared[Name] {
  return JSON.parse(readFileSync(join(ROOT, `tests/cases/${name}.json`), 'utf8')) as Shared[Name]
}
