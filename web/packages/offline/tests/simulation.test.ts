// @vitest-environment node
/**
 * Many histories of phones with a bad network, each checked after it has healed. GRIDWARD_PHONE_HISTORIES says how many,
 * GRIDWARD_PHONE_FIRST from which seed; what one has found is kept as a test of its own beside the code it is about.
 */
import { describe, expect, it } from 'vitest'
import { History } from './history'

const HISTORIES = Number(process.env.GRIDWARD_PHONE_HISTORIES ?? 200)
const FIRST = Number(process.env.GRIDWARD_PHONE_FIRST ?? 1)
const BATCH = 20

async function run(seeds: number[]): Promise<void> {
  for (const seed of seeds) {
    await new History(seed).run().catch((error: unknown) => {
      expect.fail(`history ${seed}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`)
    })
  }
}

describe('nothing is lost, nothing is done twice, nothing foreign comes', () => {
  const firsts = Array.from({ length: Math.ceil(HISTORIES / BATCH) }, (_, index) => FIRST + index * BATCH)

  it.each(firsts)('in %i and those after it', { timeout: 120_000 }, (first) => {
    const length = Math.min(BATCH, FIRST + HISTORIES - first)
    return run(Array.from({ length }, (_, index) => first + index))
  })
})
