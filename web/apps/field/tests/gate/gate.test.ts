import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { elsewhereAt, noticedOf, type PassageNote } from '../../src/gate/mine'
import { SAME, useGate } from '../../src/gate/useGate'
import { bindPhone } from '../../src/phone'
import { entry, GATE, GateWorld, idOf, NOW, OTHER_GATE, pass, standAtGate } from './world'

const gate = useGate()
const PASS_NEEDED = { pass_for: ['in'], pass_subjects: ['resident', 'visitor', 'unknown', 'vehicle'] }

beforeEach(() => standAtGate(gate))

async function world(rules: object = PASS_NEEDED, passes = [pass(1), pass(2)], head = {}) {
  const made = await new GateWorld().begin(rules, passes, head)
  await flushPromises()
  await gate.open(GATE)
  await flushPromises()
  return made
}

const verdict = () => gate.judgement.value && [gate.judgement.value.verdict, ...gate.judgement.value.reasons]
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

describe('who shows a pass', () => {
  it('is let pass by one tap, which is stored before the next comes', async () => {
    const here = await world()
    await gate.scan(await here.code(1), 'scanner')
    expect(gate.person.value).toMatchObject({ label: '测1*', subject: 'resident', passState: 'valid' })
    expect(verdict()).toEqual(['pass'])
    await gate.decide('passed')
    expect(gate.person.value).toBeNull()
    expect(here.passages()).toMatchObject([
      {
        ...{ gate: GATE, direction: 'in', subject: 'resident', decision: 'passed', verdict: 'pass' },
        ...{ by: 'scanner', pass_id: idOf(1), pass_state: 'valid', rules: '六月规则', why: null },
      },
    ])
    expect(gate.counts.value).toEqual({ in: 1, out: 0 })
  })

  it('is found by a serial, a telephone and a plate too', async () => {
    await world(PASS_NEEDED, [pass(1), pass(2, { kind: 'vehicle', plate: entry('plate:赣A00002') })])
    await gate.scan('aabb 2201', 'typed')
    expect(gate.person.value).toMatchObject({ passId: idOf(1), by: 'typed' })
    gate.cancel()
    later(SAME)
    await gate.scan('138 0013 8001', 'typed')
    expect(gate.person.value?.passId).toBe(idOf(1))
    gate.cancel()
    await gate.scan('赣A·00002', 'plate')
    expect(gate.person.value).toMatchObject({ passId: idOf(2), subject: 'vehicle', label: '赣A·00002' })
  })

  it('is one passage however often it is read within moments, and another one later', async () => {
    const here = await world()
    const code = await here.code(1)
    await gate.scan(code, 'scan')
    await gate.scan(code, 'scan')
    expect(gate.waiting.value).toEqual([])
    await gate.decide('passed')
    await gate.scan(code, 'scan')
    expect(gate.person.value).toBeNull()
    later(SAME + 1)
    await gate.scan(code, 'scan')
    expect(gate.person.value?.passId).toBe(idOf(1))
  })

  it('waits for a turn while another is spoken to, and is not lost', async () => {
    const here = await world()
    await gate.scan(await here.code(1), 'scanner')
    await gate.scan(await here.code(2), 'scanner')
    expect(gate.person.value?.passId).toBe(idOf(1))
    expect(gate.waiting.value).toHaveLength(1)
    await gate.decide('passed')
    await flushPromises()
    await vi.waitFor(() => expect(gate.person.value?.passId).toBe(idOf(2)))
  })

  it('is asked where the pass was revoked, is unknown by its serial, forged, or was cut short', async () => {
    const here = await world(PASS_NEEDED, [pass(1, { revoked: true })])
    await gate.scan(await here.code(1), 'scanner')
    expect(verdict()).toEqual(['ask', 'pass_revoked'])
    gate.cancel()
    const code = await here.code(9)
    await gate.scan(code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A'), 'scanner')
    expect(verdict()).toEqual(['ask', 'pass_forged'])
    gate.cancel()
    await gate.scan(code.slice(0, 80), 'scanner')
    expect([gate.person.value, gate.unread.value]).toEqual([null, 'cut'])
    await gate.scan('ZZZZ9999', 'typed')
    expect(gate.unread.value).toBe('serial_unknown')
  })

  it('holds by its code alone where it was made a minute ago', async () => {
    const here = await world()
    await gate.scan(await here.code(9), 'scanner')
    expect(verdict()).toEqual(['pass'])
  })

  it('for one time is used once this phone has let it pass, whatever the server has told', async () => {
    const here = await world(PASS_NEEDED, [pass(1, { once: true, kind: 'visitor' })])
    const code = await here.code(1, 'visitor')
    await gate.scan(code, 'scanner')
    await gate.decide('passed')
    expect(here.passages()[0]).toMatchObject({ by: 'one_time' })
    later(SAME + 1)
    await gate.scan(code, 'scanner')
    expect(verdict()).toEqual(['ask', 'pass_used'])
  })

  it('that this phone saw at another gate just now is asked', async () => {
    const here = await world({ ...PASS_NEEDED, apart_minutes: 10 })
    const code = await here.code(1)
    await gate.scan(code, 'scanner')
    await gate.decide('passed')
    await gate.open(OTHER_GATE)
    later(60_000)
    await gate.scan(code, 'scanner')
    expect(verdict()).toEqual(['ask', 'elsewhere_just_now'])
    expect(elsewhereAt([], idOf(1), GATE)).toBeNull()
  })

  it('that the server saw at another gate is told to the keeper while it is of use, at this gate alone', () => {
    const at = new Date('2026-03-06T08:00:00+08:00')
    const of = (id: string, gate: string, reasons?: string[]) =>
      ({ id, body: { gate, at: at.toISOString() }, answer: reasons && { reasons } }) as unknown as PassageNote
    const notes = [of('1', GATE), of('2', GATE, ['pass_revoked']), of('3', OTHER_GATE, ['pass_used'])]
    const told = (minutes: number) =>
      noticedOf(notes, GATE, at.getTime() + minutes * 60_000).map(({ note, reasons }) => [
        note.id,
        ...reasons,
      ])
    expect(told(2)).toEqual([['2', 'pass_revoked']])
    expect(told(31)).toEqual([])
  })

  it('is judged by the clock of the server, however wrong the phone is', async () => {
    const here = await new GateWorld().begin(PASS_NEEDED, [pass(1)])
    here.gates.ahead = 60 * 24 * 3_600_000
    await flushPromises()
    await gate.open(GATE)
    await gate.scan('AABB2201', 'typed')
    expect(verdict()).toEqual(['ask', 'pass_expired'])
  })

  it('is judged by the rules of the minute', async () => {
    const spans = [
      { begins: '2022-01-01T00:00:00Z', ends: null, rules: {} },
      { begins: '2022-06-01T00:30:00Z', ends: null, rules: { temperature: ['in'], fever_c: 37.3 } },
    ]
    await world({}, [pass(1)], { rules: spans })
    await gate.scan('AABB2201', 'typed')
    expect(verdict()).toEqual(['pass'])
    gate.cancel()
    later(31 * 60_000)
    await gate.scan('AABB2201', 'typed')
    expect(verdict()).toEqual(['ask', 'temperature_missing'])
    gate.note({ temperature: 37.4 })
    expect(verdict()).toEqual(['hold', 'fever'])
  })

  it('is judged by the rules told first where the clock was set back behind all of them', async () => {
    const spans = [
      { begins: '2022-06-01T00:00:00+08:00', ends: '2022-06-02T00:00:00+08:00', rules: PASS_NEEDED },
      { begins: '2022-06-02T00:00:00+08:00', ends: null, rules: {} },
    ]
    await world({}, [pass(1)], { rules: spans })
    later(-26 * 3_600_000)
    await gate.bare('visitor')
    expect(verdict()).toEqual(['ask', 'pass_missing'])
    gate.cancel()
    later(48 * 3_600_000)
    await gate.bare('visitor')
    expect(verdict()).toEqual(['pass'])
  })
})

describe('whom the gate watches for', () => {
  const watched = [entry('phone:+8613800138001'), entry('plate:赣A99999')]

  it('is held by the pass, by what was typed and by what a visitor says', async () => {
    const here = await world(PASS_NEEDED, [pass(1)], { watched })
    await gate.scan(await here.code(1), 'scanner')
    expect(verdict()).toEqual(['hold', 'watched'])
    gate.cancel()
    await gate.scan('赣A99999', 'plate')
    expect(verdict()?.slice(0, 2)).toEqual(['hold', 'watched'])
    gate.cancel()
    await gate.visitor('visitor', { name: '测客', phone: '13800138001', visiting: '3-101' })
    expect(verdict()?.slice(0, 2)).toEqual(['hold', 'watched'])
    await gate.decide('held')
    expect(here.passages()[0]).toMatchObject({
      ...{ subject: 'visitor', name: '测客', phone: '13800138001', visiting: '3-101', decision: 'held' },
      person: watched[0],
    })
  })

  it('stays at home and may come in', async () => {
    const stays = { stays_home: [entry('phone:+8613800138001')] }
    await world(PASS_NEEDED, [pass(1)], stays)
    await gate.scan('13800138001', 'typed')
    expect(verdict()).toEqual(['pass'])
    await gate.keepStanding({ direction: 'out' })
    expect(verdict()).toEqual(['hold', 'stays_home'])
  })
})

describe('an emergency', () => {
  it('passes at once without a copy, and its reason comes afterwards', async () => {
    const made = await new GateWorld().begin(PASS_NEEDED, [])
    made.gates.head = undefined
    await gate.open(GATE)
    const id = await gate.emergency()
    expect(made.gates.written).toMatchObject([
      { id, body: { decision: 'emergency', verdict: 'pass', reasons: ['emergency'], why: null } },
    ])
    expect(gate.withoutReason.value.map((one) => one.id)).toEqual([id])
    await gate.explain(id, '急病就医')
    expect(made.gates.written).toMatchObject([{ id, body: { why: '急病就医' } }])
    expect(gate.withoutReason.value).toEqual([])
  })

  it('that has gone up gets its reason behind it', async () => {
    const here = await world()
    const id = await gate.emergency()
    here.gates.sent.add(id)
    await gate.explain(id, '误触')
    expect(here.gates.written[1]).toMatchObject({
      kind: 'reason',
      body: { id, gate: GATE, why: '误触' },
    })
    expect(gate.withoutReason.value).toEqual([])
    await gate.refresh()
    expect(gate.withoutReason.value).toEqual([])
  })

  it('of somebody who stands there goes with what is known of them, and the next may come', async () => {
    const here = await world(PASS_NEEDED, [pass(1, { revoked: true }), pass(2)])
    await gate.scan(await here.code(1), 'scanner')
    await gate.scan(await here.code(2), 'scanner')
    await gate.emergency()
    expect(here.passages()).toMatchObject([{ decision: 'emergency', pass_id: idOf(1) }])
    await vi.waitFor(() => expect(gate.person.value?.passId).toBe(idOf(2)))
  })
})

describe('the phone', () => {
  it('goes on with the copy that it has where the server does not answer', async () => {
    const here = await world()
    here.gates.problem = new Error('no signal')
    await gate.refresh()
    await gate.scan(await here.code(1), 'scanner')
    expect(verdict()).toEqual(['pass'])
    expect(gate.copy.value?.heard).toBe(NOW)
  })

  it('asks at the beginning and each minute, and no more once the gate is left', async () => {
    const here = await world()
    expect(here.gates.refreshed).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(here.gates.refreshed).toBe(2)
    gate.close()
    await vi.advanceTimersByTimeAsync(180_000)
    expect(here.gates.refreshed).toBe(2)
  })

  it('follows what is told of passes since', async () => {
    const here = await world()
    here.gates.pieces.push({ passes: [pass(1, { revoked: true })] as never, gone: [idOf(2)] })
    await gate.refresh()
    expect(gate.copy.value?.size).toBe(1)
    await gate.scan('AABB2201', 'typed')
    expect(verdict()).toEqual(['ask', 'pass_revoked'])
  })

  it('passes over a pass that it cannot read, and says so', async () => {
    await world(PASS_NEEDED, [pass(1, { kind: 'drone' as never }), pass(2)])
    expect([gate.copy.value?.size, gate.copy.value?.unread]).toEqual([1, 1])
  })

  it('without room says so, and the card stays', async () => {
    const here = await world()
    await gate.scan('AABB2201', 'typed')
    here.gates.full = true
    await expect(gate.decide('passed')).rejects.toMatchObject({ code: 'storage_full' })
    expect(gate.person.value?.passId).toBe(idOf(1))
  })

  it('without a copy judges nothing', async () => {
    const made = await new GateWorld().begin(PASS_NEEDED, [])
    made.gates.head = undefined
    await gate.open(GATE)
    await gate.scan('AABB2201', 'typed')
    expect([gate.person.value, gate.unread.value]).toEqual([null, 'no_copy'])
  })

  it('counts again after it was killed, from what lies on it', async () => {
    const here = await world()
    await gate.scan('AABB2201', 'typed')
    await gate.decide('passed')
    bindPhone(null)
    bindPhone(here.phone)
    await flushPromises()
    await gate.open(GATE)
    expect(gate.counts.value).toEqual({ in: 1, out: 0 })
    expect(gate.last.value.map(({ shown }) => shown.label)).toEqual(['测1*'])
  })

  it('sends somebody who says that they live here to the grid worker', async () => {
    const here = await world()
    await gate.scan('13900139000', 'typed')
    await gate.missing({ name: '测新', document: '', phone: '+8613900139000', address: '3 栋 101' })
    expect(here.gates.written).toMatchObject([
      { kind: 'missing', body: { gate_id: GATE, name: '测新', address: '3 栋 101' } },
    ])
    expect(gate.missed.value).toMatchObject([{ state: 'waiting', shown: { label: '测新' } }])
  })
})
