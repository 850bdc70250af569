import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Catalogue = string | { [key: string]: Catalogue }

export const FIELD = join(import.meta.dirname, '..')

/** Every text of a language under its full key: `outbox.state.sent`. */
export function textsOf(language: string): Map<string, string> {
  const files = globSync(`src/locales/${language}/*.json`, { cwd: FIELD })
  return new Map(files.flatMap((file) => entries(read(file), file.replace(/.*\/|\.json$/g, ''))))
}

export function sources(pattern: string): (readonly [file: string, text: string])[] {
  return globSync(pattern, { cwd: FIELD })
    .filter((file) => !file.endsWith('.d.ts'))
    .map((file) => [file, readFileSync(join(FIELD, file), 'utf8')] as const)
}

function read(file: string): Catalogue {
  return JSON.parse(readFileSync(join(FIELD, file), 'utf8')) as Catalogue
}

function entries(catalogue: Catalogue, prefix: string): [key: string, text: string][] {
  if (typeof catalogue === 'string') return [[prefix, catalogue]]
  return Object.entries(catalogue).flatMap(([key, value]) => entries(value, `${prefix}.${key}`))
}
