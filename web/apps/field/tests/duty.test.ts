import type { Shift, SwapRow } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { awaitsMe, isOpen, swapOver, toCome } from '../src/duty/duty'

const shift = { id: 's', begins_at: '2026-03-02T00:00:00Z', ends_at: '2026-03-02T08:00:00Z' } as Shift
const swap = { id: 'w', state: 'proposed', proposed_by_id: 'a', shift, other: null } as unknown as SwapRow

describe('own duty on a phone', () => {
  it('leaves out what ended since it was told', () => {
    expect(toCome([shift], Date.parse('2026-03-02T07:59:00Z'))).toEqual([shift])
    expect(toCome([shift], Date.parse('2026-03-02T08:00:00Z'))).toEqual([])
  })

  it('asks only whoever has not said yes', () => {
    const told = { shifts: [shift], swaps: [swap] }
    expect(awaitsMe(swap, { ...told, me: 'b' })).toBe(true)
    expect(awaitsMe(swap, { ...told, me: 'a' })).toBe(false)
    expect(awaitsMe({ ...swap, state: 'agreed' }, { ...told, me: 'b' })).toBe(false)
  })

  it('knows the open swap about a shift, given or coming back', () => {
    const back = { ...swap, shift: null, other: shift }
    expect(swapOver(shift, { me: 'a', shifts: [], swaps: [back] })?.id).toBe('w')
    expect(swapOver({ ...shift, id: 't' }, { me: 'a', shifts: [], swaps: [swap] })).toBeUndefined()
    expect([isOpen(swap), isOpen({ ...swap, state: 'approved' })]).toEqual([true, false])
  })
})
