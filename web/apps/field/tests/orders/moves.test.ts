import { describe, expect, it } from 'vitest'
import type { OrderMove, Step } from '../../src/orders/documents'
import { keysOf, withMove } from '../../src/orders/moves'
import { order } from './given'

function after(...moves: OrderMove[]) {
  const one = order('o')
  for (const move of moves) {
    const step: Step = { id: 'o', move_id: move, move, version: 1, text: '', until: '2099-01-01T00:00:00Z' }
    withMove(one, step, [], '2026-03-02T09:00:00+08:00')
  }
  return one
}

const offered = (one: ReturnType<typeof order>) => one.moves.map(({ move }) => move)

describe('an order after moves of this phone', () => {
  it('goes on in its state, and stops the clocks that were answered', () => {
    const one = after('acknowledge')
    expect([one.state, one.clock, one.mine]).toEqual(['acknowledged', 'on_scene', true])
    expect(offered(one)).toEqual(['arrive', 'ask', 'raise', 'handle', 'note'])
    expect(after('acknowledge', 'arrive').clock).toBe('handle')
  })

  it('is nobody’s to do here once it was handled, and takes notes all the same', () => {
    const one = after('acknowledge', 'handle')
    expect([one.state, one.clock, one.late_after, one.mine]).toEqual(['handled', null, null, false])
    expect(offered(one)).toEqual(['note'])
  })

  it('waits for an answer after more time was asked, with its clocks running', () => {
    const one = after('ask')
    expect([one.state, one.clock, one.asked_until]).toEqual([
      'dispatched',
      'acknowledge',
      '2099-01-01T00:00:00Z',
    ])
    expect(offered(one)).not.toContain('ask')
  })

  it('is not changed by a note', () => {
    const one = after('note')
    expect({ ...one, timeline: [] }).toEqual({ ...order('o'), timeline: [], ...clocksOf(one) })
    expect(one.timeline.map(({ sentence }) => sentence)).toEqual(['open_at_once', 'note'])
  })

  it('never offers what the server did not', () => {
    const one = order('o', { moves: [{ move: 'note', needs: ['text'] }] })
    withMove(one, { id: 'o', move_id: 'm', move: 'acknowledge', version: 1, text: '' }, [], '')
    expect(offered(one)).toEqual(['note'])
  })
})

function clocksOf({ dues, late_after, opened_at, seen_at }: ReturnType<typeof order>) {
  return { dues, late_after, opened_at, seen_at }
}

describe('the large key', () => {
  it('is the first move of the work', () => {
    expect(keysOf(order('o')).first).toBe('acknowledge')
    expect(keysOf(after('acknowledge')).first).toBe('arrive')
    expect(keysOf(after('acknowledge', 'arrive')).first).toBe('handle')
    expect(keysOf(after('handle'))).toEqual({ first: 'note', others: [] })
  })

  it('asks nobody to arrive who has no clock for it', () => {
    const quiet = order('o', { dues: {}, moves: order('o').moves.slice(1) })
    expect(keysOf(quiet).first).toBe('handle')
    expect(keysOf(quiet).others).toContain('arrive')
  })
})
