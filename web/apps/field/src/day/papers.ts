/** Which papers of a day this phone has given, and what it has refused to take. */
import type { Given } from '@gridward/offline'
import type { Log, Sheet } from './documents'

export interface GivenPaper<Said> {
  given: Given
  said: Said
}

export function logsOf(outbox: readonly Given[], day: string, grid: string): GivenPaper<Log>[] {
  return papersOf<Log>(outbox, 'log.sign', day, grid)
}

export function sheetsOf(outbox: readonly Given[], day: string, grid: string): GivenPaper<Sheet>[] {
  return papersOf<Sheet>(outbox, 'sheet.confirm', day, grid)
}

/** The last that stands; one that was refused does not. */
export function standing<Said>(papers: readonly GivenPaper<Said>[]): GivenPaper<Said> | undefined {
  const own = papers.filter(({ given }) => given.state !== 'needs_you')
  return own[own.length - 1]
}

export function refusedOf<Said>(papers: readonly GivenPaper<Said>[]): GivenPaper<Said> | undefined {
  return papers.find(({ given }) => given.state === 'needs_you')
}

function papersOf<Said>(
  outbox: readonly Given[],
  kind: string,
  day: string,
  grid: string,
): GivenPaper<Said>[] {
  return outbox
    .filter((one) => one.kind === kind && one.content.day === day && one.content.grid_id === grid)
    .map((given) => ({ given, said: given.content as unknown as Said }))
}
