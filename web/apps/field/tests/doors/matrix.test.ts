import { describe, expect, it } from 'vitest'
import { layOut } from '../../src/doors/matrix'
import { buildingOf, placesOf, sitesOf, subjectsIn } from '../../src/doors/places'
import { cellOf, registerStanding } from '../../src/doors/standing'
import { mustAsk, visitsTogether } from '../../src/doors/together'
import { building, door, household, organisation, question, resident, target } from '../rows'

const DOORS = [
  door('101', '1', 1, '101'),
  door('102', '1', 1, '102'),
  door('1001', '1', 10, '1001'),
  door('201', '1', 2, '201'),
  door('b', '2', 1, '101'),
  door('x', '1', null, '杂物间', false),
]
const kept = <D>(document: D, pending: '' | 'waiting' = '') => ({
  grid: 'grid',
  kind: 'household' as const,
  document: document as D & { id: string },
  pending,
})

describe('a building as it is walked', () => {
  it('has its units in order, floors from the top down, rooms by number, no floor last', () => {
    const [first, second] = layOut(building('one', DOORS))
    expect(first?.rows.map(({ floor, doors }) => [floor, doors.map(({ id }) => id)])).toEqual([
      [10, ['1001']],
      [2, ['201']],
      [1, ['101', '102']],
      [null, ['x']],
    ])
    expect(second?.unit).toBe('2')
  })
})

describe('where things stand', () => {
  const home = kept(household('home', { dwelling_id: '101' }))
  const lost = kept(household('lost', { dwelling_id: 'elsewhere' }))
  const shop = {
    ...kept(organisation('shop', '便民超市', { building_id: 'one' })),
    kind: 'organisation' as const,
  }
  const house = building('one', DOORS)
  const places = placesOf([{ ...kept(house), kind: 'building' }], [home, lost], [shop])

  it('households are found by door, shops by building, the others are not lost', () => {
    expect(subjectsIn(places, house)).toEqual(['home', 'shop'])
    expect(places.loose.households.map(({ document }) => document.id)).toEqual(['lost'])
    expect(buildingOf(places, home.document)?.id).toBe('one')
    expect(buildingOf(places, shop.document)?.id).toBe('one')
    expect(buildingOf(places, lost.document)).toBeUndefined()
  })

  it('compounds come in the order of their names, buildings by number', () => {
    const sites = sitesOf([
      building('ten', [], { number_key: '10' }),
      building('two', [], { number_key: '2' }),
      building('other', [], { site_id: 'other', site: '安泰小区' }),
    ])
    expect(sites.map(({ name, buildings }) => [name, buildings.map(({ id }) => id)])).toEqual([
      ['安泰小区', ['other']],
      ['翠竹小区', ['two', 'ten']],
    ])
  })
})

describe("a door's cell", () => {
  const one = door('101', '1', 1, '101')
  const people = [resident('a', '章小满'), resident('b', '章大雪')]

  it.each([
    [true, ['living'], 'lived_in'],
    [true, ['living', 'living'], 'several'],
    [true, ['empty', 'moved_out'], 'empty'],
    [true, ['moved_out'], 'moved_out'],
    [true, [], 'unregistered'],
    [false, [], 'not_residential'],
    [false, ['living'], 'lived_in'],
  ] as const)('residential %s with %s is %s', (residential, states, standing) => {
    expect(registerStanding(residential, [...states])).toBe(standing)
  })

  it('tells of several households the one with the most left to do', () => {
    const done = target('1', 'home', { outcome: 'met', settled: true })
    const again = target('2', 'other', { outcome: 'no_answer', late_added: true })
    const cell = cellOf(one, [kept(household('home', { residents: people }), 'waiting')], [done, again])
    expect(cell).toMatchObject({
      visit: 'again',
      outcome: 'no_answer',
      lateAdded: true,
      persons: 2,
      pending: true,
    })
    expect(cellOf(one, [], []).visit).toBe('none')
  })

  it('several doors have one outcome, those that the round does not ask for have none', () => {
    const cells = [
      cellOf(one, [], [target('1', 'home')]),
      cellOf(one, [], []),
      cellOf(one, [], [target('2', 'b')]),
    ]
    const visits = visitsTogether(cells, 'no_answer')
    expect(visits.map(({ target_id, outcome, unchanged }) => [target_id, outcome, unchanged])).toEqual([
      ['1', 'no_answer', false],
      ['2', 'no_answer', false],
    ])
    expect(visitsTogether(cells, 'met').every(({ unchanged }) => unchanged)).toBe(true)
  })

  it('must ask where something required is not known of somebody', () => {
    const asks = [question('vaccinated', { about: 'person', required: true })]
    const home = [kept(household('home', { residents: people }))]
    const known = { vaccinated: { answer: { a: true }, on: '2026-11-01' } }
    expect(mustAsk([cellOf(one, home, [target('1', 'home', { known })])], asks)).toBe(true)
    const all = { vaccinated: { answer: { a: true, b: true }, on: '2026-11-01' } }
    expect(mustAsk([cellOf(one, home, [target('1', 'home', { known: all })])], asks)).toBe(false)
  })
})
