import type { PhoneOrder } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { isCheck, isReady, numbersOf } from '../../src/checks/documents'

const note = (text: string) => ({ move: 'note', text }) as PhoneOrder['timeline'][number]

describe('somebody of a list', () => {
  it('is called by the numbers of the order and of its notes, each once, and by no other digits', () => {
    const text = '核查对象：虞演练。电话：13800000999、0791-88000001。证件 360199199003071235。'
    const order = { text, timeline: [note('另有电话：13700000001、13800000999。')] }
    expect(numbersOf(order)).toEqual(['13800000999', '0791-88000001', '13700000001'])
  })

  it('is open until an outcome was given', () => {
    expect(isCheck({ kind: 'list_check', state: 'dispatched' })).toBe(true)
    expect(isCheck({ kind: 'list_check_urgent', state: 'acknowledged' })).toBe(true)
    expect(isCheck({ kind: 'list_check', state: 'handled' })).toBe(false)
    expect(isCheck({ kind: 'list_check', state: 'closed' })).toBe(false)
    expect(isCheck({ kind: 'violation', state: 'dispatched' })).toBe(false)
  })

  it('needs what was found where the outcome alone says nothing', () => {
    expect(isReady(undefined, 'x')).toBe(false)
    expect(isReady('ruled_out', '')).toBe(true)
    expect(isReady('transferred', ' ')).toBe(false)
    expect(isReady('transferred', '已移交')).toBe(true)
  })
})
