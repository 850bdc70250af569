import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import CallSheet from '../../src/gate/CallSheet.vue'
import GateState from '../../src/gate/GateState.vue'
import { useGate } from '../../src/gate/useGate'
import { mountPart } from '../screen'
import { entry, GATE, GateWorld, pass, standAtGate } from './world'

const gate = useGate()
const WATCHED = { watched: [entry('phone:+8613800138001')] }

beforeEach(() => standAtGate(gate))

async function heldHere() {
  const here = await new GateWorld().begin({}, [pass(1)], WATCHED)
  await flushPromises()
  await gate.open(GATE)
  await flushPromises()
  await gate.scan(await here.code(1), 'scanner')
  await gate.decide('held')
  return { here, state: (await mountPart(GateState, {}, here.phone)).wrapper }
}

describe('somebody who was held', () => {
  it('stands on the page, with whether anybody has been told, until the keeper has read it', async () => {
    const { here, state } = await heldHere()
    expect(state.text()).toContain('还没有送达')
    here.gates.written = here.gates.written.map((one) => ({ ...one, state: 'done' as const }))
    await gate.refresh()
    expect(state.text()).toContain('记录已送达')
    await state.get('.state__key').trigger('click')
    expect(gate.held.value).toEqual([])
  })

  it('stands there no more after half an hour', async () => {
    const { state } = await heldHere()
    await vi.advanceTimersByTimeAsync(31 * 60_000)
    await vi.waitFor(() => expect(state.text()).not.toContain('已现场稳控'))
  })
})

describe('whom to call', () => {
  it('are those of the country and those of the gate, from the key to call as from an emergency', async () => {
    const { here } = await heldHere()
    const sheet = (await mountPart(CallSheet, {}, here.phone)).wrapper
    const numbers = sheet.findAll('a[href^="tel:"]').map((one) => one.attributes('href'))
    expect(numbers).toEqual(['tel:120', 'tel:110', 'tel:119', 'tel:+8619000000002', 'tel:+8619000000001'])
  })
})
