import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeFrom, digestOf, drawCode, idOf, isCode, qrOf, readQr } from '../../src/handover/codes'
import type { Give } from '../../src/handover/documents'

interface Case {
  name: string
  said: Omit<Give, 'id' | 'name'>
  id: string
  digest: string
}

const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../tests/cases/handovers.json'), 'utf-8'),
) as Case[]
const KEY = '0f'.repeat(32)
const BY = { id: '01a20000-0000-7000-8000-0000000000c1', name: '章小满' }

function give({ said, id }: Case): Give {
  return { ...said, id, name: '东门' }
}

const [plain, , , short] = CASES.map(give) as [Give, Give, Give, Give]
const keys = new Map([[plain.gate_id, KEY]])

describe('codes of handovers', () => {
  it.each(CASES)('have the id and the digest that the server computes: $name', async (one) => {
    expect(await idOf(one.said.gate_id, one.said.code)).toBe(one.id)
    expect(await digestOf(give(one))).toBe(one.digest)
  })

  it('are drawn anew each time and read as they are typed', () => {
    const drawn = Array.from({ length: 50 }, () => drawCode())
    expect(new Set(drawn).size).toBe(50)
    expect(drawn.every(isCode)).toBe(true)
    expect(codeFrom('abcd 2345')).toBe('ABCD2345')
    expect(['ABCD2340', 'ABCD234', 'abcd2345', ''].some(isCode)).toBe(false)
  })
})

describe('what one phone shows another', () => {
  it('tells what was handed over, and its digest', async () => {
    const read = await readQr(await qrOf(short, BY, KEY), keys)
    expect(read).toMatchObject({
      ...{ code: short.code, gate: short.gate_id, name: '章小满', keys: 2, things: 2, matters: 0 },
      kit: [{ name: '额温枪', expected: 2, found: 1, word: '送修' }],
      counts: [12, 7, 1, 0, 0],
      digest: await digestOf(short),
    })
  })

  it('fits into a code that a camera reads from a screen, with much missing', async () => {
    const kit = Array.from({ length: 12 }, (_, at) => ({
      name: `防护物资${at}`,
      expected: 9,
      found: 1,
      word: '已送街道更换',
    }))
    const text = await qrOf({ ...plain, kit }, BY, KEY)
    expect(text.length).toBeLessThan(2900)
    expect((await qrOf(plain, BY, KEY)).length).toBeLessThan(400)
  })

  it('is not taken from another gate, nor with another key', async () => {
    const text = await qrOf(plain, BY, KEY)
    expect(await readQr(text, new Map())).toBe('other_gate')
    expect(await readQr(text, new Map([[plain.gate_id, 'aa'.repeat(32)]]))).toBe('forged')
  })

  it('is not taken where a letter was changed or the end was cut off', async () => {
    const text = await qrOf(short, BY, KEY)
    for (let at = 0; at < text.length; at += 7) {
      const changed = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`
      expect(typeof (await readQr(changed, keys)), `letter ${at}`).toBe('string')
      expect(typeof (await readQr(text.slice(0, at), keys)), `cut at ${at}`).toBe('string')
    }
  })

  it.each(['', '.', 'GH1', 'GH1..', 'GH1.e30.x', 'GH2.W10.x', 'GW1ABC', 'https://example.org', 'GH1.!!.!!'])(
    'is nothing else: %s',
    async (text) => {
      expect(await readQr(text, keys)).toBe('unreadable')
    },
  )
})
