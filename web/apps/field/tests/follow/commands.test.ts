import type { Content, Document } from '@gridward/offline'
import { describe, expect, it } from 'vitest'
import { kinds } from '../../src/follow/commands'
import { draftOver } from '../fakePhone'

const AT = '2022-07-15T09:00:00+08:00'

interface Shown extends Document {
  tests: { day: string; state: string }[]
  samples?: { id: string; result: string | null; reported_at: string | null; ct: number | null }[]
}

function around(document: Shown) {
  const view = draftOver(new Map([['m', { grid: 'g', kind: 'measure', document, pending: '' }]]))
  const shown = () => view.get('m')?.document as Shown | undefined
  const say = (kind: string, content: Omit<Content, 'id'>) => {
    const said = { id: 'm', ...content } as Content
    const held = () => kinds[kind]?.settled(view, said, {})
    const before = held()
    kinds[kind]?.apply(view, said, AT)
    return [before, held()]
  }
  return { shown, say }
}

describe('a sample and its result without a signal', () => {
  it('stand on top of the copy until the server tells the same', () => {
    const { shown, say } = around({ id: 'm', tests: [{ day: '2022-07-15', state: 'due' }] })
    expect(say('measure.sample', { sample_id: 's', method: 'nucleic_acid' })).toEqual([false, true])
    expect(shown()?.tests[0]?.state).toBe('sampled')
    expect(say('measure.result', { sample_id: 's', result: 'invalid', told_by: '' })).toEqual([false, true])
    expect(shown()?.tests[0]?.state).toBe('again')
    expect(shown()?.samples).toMatchObject([{ id: 's', result: 'invalid', reported_at: AT, ct: null }])
  })

  it('count once, whatever the server has told in between', () => {
    const { shown, say } = around({ id: 'm', tests: [] })
    say('measure.sample', { sample_id: 's', method: 'antigen' })
    expect(say('measure.sample', { sample_id: 's', method: 'antigen' })).toEqual([true, true])
    expect(shown()?.samples).toHaveLength(1)
  })

  it('says nothing of a sample that is not here', () => {
    const { shown, say } = around({ id: 'm', tests: [], samples: [] })
    expect(say('measure.result', { sample_id: 'x', result: 'negative', told_by: '' })).toEqual([false, false])
    expect(shown()?.samples).toEqual([])
  })
})
