import { beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/kinds'
import { visitOf, type PhoneTarget } from '../../src/visits/documents'
import { contentOf, expectedTarget, visitIn, withExpected } from '../../src/visits/expected'
import { FakePhone } from '../fakePhone'
import { household, resident, round, target } from '../rows'

let phone: FakePhone
const kept = (id: string) => phone.get<PhoneTarget>(id)?.document

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone.pull('round', round('round', { tries: 2 })).pull('target', target('t', 'home'))
})

describe('a visit before the server has heard of it', () => {
  it('shows in its target, and is settled by the tries of its round', async () => {
    await phone.give('visit.record', contentOf(visitOf('t', 'no_answer')))
    expect(kept('t')).toMatchObject({ outcome: 'no_answer', tries: 1, settled: false })
    expect(phone.get('t')?.pending).toBe('waiting')
    await phone.give('visit.record', contentOf(visitOf('t', 'no_answer')))
    expect(kept('t')).toMatchObject({ tries: 2, settled: true })
  })

  it("gives way to the server's own word, whatever that is", async () => {
    const { id } = await phone.give('visit.record', contentOf(visitOf('t', 'no_answer')))
    phone.answer(id, { id: 'v', target_id: 't', outcome: 'no_answer', settled: false })
    expect(kept('t')?.tries).toBe(1)
    phone.pull('target', target('t', 'home', { outcome: 'met', settled: true, tries: 5 }))
    expect(kept('t')).toMatchObject({ outcome: 'met', tries: 5 })
  })

  it('a refused one shows no more', async () => {
    const { id } = await phone.give('visit.record', contentOf(visitOf('t', 'met')))
    phone.refuse(id, 'round_not_open')
    expect(kept('t')?.outcome).toBe('')
  })
})

describe('a household that was entered on this phone', () => {
  const expected = expectedTarget('round', 'new', 1)

  beforeEach(async () => {
    await phone.give('household.add', {
      id: 'new',
      dwelling_id: 'd',
      grid_id: 'grid',
      address_text: '102',
      state: 'living',
    })
    await phone.give('resident.add', { id: 'r', household_id: 'new', name: '章小满' })
  })

  it('has a place in the open rounds of households, marked as found later', () => {
    const rounds = [round('round'), round('shops', { kinds: ['organisation'] })]
    const places = withExpected([target('t', 'home')], rounds, [{ id: 'new', persons: 1 }])
    expect(places.map(({ id, late_added, persons }) => [id, late_added, persons])).toEqual([
      ['t', false, 3],
      [expected.id, true, 1],
    ])
  })

  it('is visited by the names of round and household', async () => {
    const content = contentOf(visitOf(expected.id, 'met', { unchanged: true }))
    expect(content).toMatchObject({ target_id: null, round_id: 'round', subject_id: 'new' })
    expect(visitIn(content).target_id).toBe(expected.id)
    await phone.give('visit.record', content)
    expect(kept(expected.id)).toMatchObject({
      subject_id: 'new',
      outcome: 'met',
      settled: true,
      persons_met: 1,
    })
  })

  it('has one target when the server has told of its own', async () => {
    const { id } = await phone.give('visit.record', contentOf(visitOf(expected.id, 'met')))
    const own = target('own', 'new', { late_added: true, persons: 1 })
    phone.pull('target', own)
    const shown = withExpected(
      phone.all<PhoneTarget>('target').map(({ document }) => document),
      [round('round')],
      [{ id: 'new', persons: 1 }],
    )
    expect(shown.filter(({ subject_id }) => subject_id === 'new')).toMatchObject([
      { id: 'own', outcome: 'met' },
    ])
    phone.answer(id, { id: 'v', target_id: 'own', outcome: 'met', settled: true })
    phone.pull('household', household('new', { residents: [resident('r', '章小满')] }))
    expect(kept(expected.id)).toBeUndefined()
  })
})
