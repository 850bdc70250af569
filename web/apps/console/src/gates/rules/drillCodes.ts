/** Codes of nobody, which the simulator of a code service knows: asked as a gate asks, on the same way, by the same words. */
import { checkCode, type CodeKind, type CodeResult, type CodeTold } from '@gridward/api'

export interface Chosen {
  kind: CodeKind
  result: CodeResult
}

/** What the service says of each, one after the other: it answers one at a time. Throws what it refuses. */
export async function toldOf(gate: string, chosen: readonly Chosen[]): Promise<CodeTold[]> {
  const told: CodeTold[] = []
  for (const { kind, result } of chosen) told.push(await checkCode(gate, kind, `DRILL.${kind}.${result}`))
  return told
}
