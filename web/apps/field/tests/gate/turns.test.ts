import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { shared } from '../../../../packages/rules/tests/cases'
import { hearScanner } from '../../src/gate/scanner'
import { useGate } from '../../src/gate/useGate'
import { entry, GATE, GateWorld, idOf, pass, standAtGate } from './world'

const gate = useGate()
/** One of each kind. */
const plates = [
  ...new Map(
    shared('plates').cases.flatMap(({ says }) => (says ? [[says.kind, says] as const] : [])),
  ).values(),
]

beforeEach(() => standAtGate(gate))

async function world(passes = [pass(1), pass(2)]) {
  const made = await new GateWorld().begin(
    { pass_for: ['in'], pass_subjects: ['resident', 'vehicle'] },
    passes,
  )
  await flushPromises()
  await gate.open(GATE)
  await flushPromises()
  return made
}

describe('whoever is read while another stands at the gate', () => {
  it('waits behind half a code and behind one who was read twice, and is held up by neither', async () => {
    const here = await world()
    await gate.scan(await here.code(1), 'scanner')
    await gate.scan((await here.code(2)).slice(0, 70), 'scanner')
    await gate.scan('AABB2201', 'typed')
    await gate.scan(await here.code(2), 'scanner')
    expect(gate.waiting.value).toHaveLength(3)
    await gate.decide('passed')
    await vi.waitFor(() => expect(gate.person.value?.passId).toBe(idOf(2)))
    expect(gate.waiting.value).toEqual([])
  })

  it('is one of two whose codes came without an end between them', async () => {
    const here = await world()
    const stop = hearScanner((text) => void gate.scan(text, 'scanner'))
    for (const key of [...(await here.code(1)), ...(await here.code(2)), 'Enter'])
      dispatchEvent(new KeyboardEvent('keydown', { key }))
    stop()
    await vi.waitFor(() => expect(gate.waiting.value).toHaveLength(1))
    expect(gate.person.value?.passId).toBe(idOf(1))
    await gate.decide('passed')
    await vi.waitFor(() => expect(gate.person.value?.passId).toBe(idOf(2)))
  })
})

describe('a plate', () => {
  it.each(plates)('$number finds its pass, of the kind $kind', async ({ number, kind }) => {
    await world([pass(1, { kind: 'vehicle', plate: entry(`plate:${number}`) })])
    await gate.scan(number, 'plate')
    expect(gate.person.value, kind).toMatchObject({ passId: idOf(1), subject: 'vehicle' })
    expect(gate.judgement.value).toMatchObject({ verdict: 'pass', reasons: [] })
  })
})
