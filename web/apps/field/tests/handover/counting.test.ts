import type { Decision, Direction } from '@gridward/rules'
import { expect, it } from 'vitest'
import type { PassageNote } from '../../src/gate/mine'
import { countedHere, NOTHING_COUNTED } from '../../src/handover/counting'

const SINCE = Date.parse('2026-03-06T08:00:00+08:00')
const UNTIL = Date.parse('2026-03-06T16:00:00+08:00')

function note(decision: Decision, direction: Direction, at = '2026-03-06T09:00:00+08:00', gate = 'east') {
  return { kind: 'passage', body: { gate, at, decision, direction, people: 3 } } as unknown as PassageNote
}

it('counts passages of the shift at the gate by what was decided', () => {
  const notes = [
    note('passed', 'in'),
    note('passed', 'in'),
    note('passed', 'out'),
    note('held', 'in'),
    note('turned_back', 'in'),
    note('emergency', 'out'),
  ]
  expect(countedHere(notes, 'east', SINCE, UNTIL)).toEqual({
    in: 2,
    out: 1,
    turned_back: 1,
    held: 1,
    emergency: 1,
  })
})

it('leaves out other gates, what was before and what came at the end', () => {
  const notes = [
    note('passed', 'in', '2026-03-06T09:00:00+08:00', 'west'),
    note('passed', 'in', '2026-03-06T07:59:59+08:00'),
    note('passed', 'in', '2026-03-06T16:00:00+08:00'),
  ]
  expect(countedHere(notes, 'east', SINCE, UNTIL)).toEqual(NOTHING_COUNTED)
})
