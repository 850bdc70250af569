import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { useHeld } from '../../src/visits/held'
import { FakePhone } from '../fakePhone'
import { building, door, household, organisation, question, resident, round, target } from '../rows'
import { mountPage, screenText, tap } from '../screen'

let phone: FakePhone
let wrapper: VueWrapper | undefined

const cell = (room: string) => {
  const found = [...document.body.querySelectorAll<HTMLElement>('button.door')].find(({ textContent }) =>
    textContent?.trim().startsWith(room),
  )
  if (!found) throw new Error(`no door ${room}: ${screenText()}`)
  return found
}

async function press(room: string): Promise<void> {
  cell(room).click()
  await flushPromises()
}

async function open(): Promise<void> {
  wrapper = (await mountPage('/buildings/house', phone)).wrapper
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  phone = new FakePhone(kinds)
  phone
    .pull(
      'building',
      building('house', [door('d1', '1', 1, '101'), door('d2', '1', 2, '201'), door('d3', '1', 3, '301')]),
    )
    .pull('household', household('a', { dwelling_id: 'd1', residents: [resident('r', '章小满')] }))
    .pull('household', household('b', { dwelling_id: 'd2', residents: [resident('s', '章大雪')] }))
    .pull('organisation', organisation('shop', '便民超市', { building_id: 'house' }))
    .pull('round', round('round', { name: '冬季排查' }))
    .pull('target', target('1', 'a'))
    .pull('target', target('2', 'b'))
})

afterEach(async () => {
  await useHeld().undo()
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  vi.useRealTimers()
})

describe('a building walked door by door', () => {
  it('is entered again at the staircase where one stood', async () => {
    phone.pull('building', building('tower', [door('t1', '1', 1, '101'), door('t2', '2', 1, '102')]))
    const opened = await mountPage('/buildings/tower', phone)
    const chosen = () => document.body.querySelector('[role="tab"][aria-selected="true"]')?.textContent
    document.body.querySelectorAll<HTMLElement>('[role="tab"]')[1]?.click()
    await flushPromises()
    expect(chosen()).toContain('2单元')
    opened.wrapper.unmount()
    wrapper = (await mountPage('/buildings/tower', phone)).wrapper
    expect(chosen()).toContain('2单元')
  })

  it('shows floors from the top down, who lives there, and its shops', async () => {
    await open()
    const text = screenText()
    expect(text.indexOf('301')).toBeLessThan(text.indexOf('101'))
    expect(cell('301').getAttribute('aria-label')).toContain('未登记')
    expect(cell('101').getAttribute('aria-label')).toContain('未走访')
    expect(text).toContain('便民超市')
  })

  it('a tap opens the door; from there nobody answers with the second one', async () => {
    await open()
    await press('101')
    expect(screenText()).toContain('章小满')
    await tap('无人应答')
    expect(cell('101').getAttribute('aria-label')).toContain('待再访')
  })

  it('a long press begins to choose several doors, which have one outcome', async () => {
    await open()
    cell('101').dispatchEvent(new MouseEvent('pointerdown'))
    await vi.advanceTimersByTimeAsync(500)
    await press('101') // the click that ends the long press
    await press('201')
    expect(screenText()).toContain('已选2个门')
    await tap('无人应答')
    expect(phone.outbox()).toEqual([])
    await vi.advanceTimersByTimeAsync(5000)
    await flushPromises()
    expect(phone.outbox().map(({ content }) => [content.target_id, content.outcome])).toEqual([
      ['1', 'no_answer'],
      ['2', 'no_answer'],
    ])
  })

  it('several at once are not unchanged where somebody must be asked', async () => {
    phone.pull('round', round('round', { questions: [question('gas', { required: true })] }))
    await open()
    await tap('多选')
    await press('101')
    const unchanged = [...document.body.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.includes('无变化'),
    )
    expect(unchanged?.disabled).toBe(true)
    expect(screenText()).toContain('要逐户登记')
  })

  it('without a round tells the register alone', async () => {
    phone.pull('round', round('round', { state: 'closed' }))
    await open()
    expect(screenText()).not.toContain('多选')
    expect(cell('101').getAttribute('aria-label')).not.toContain('未走访')
    await press('101')
    expect(screenText()).toContain('章小满')
  })

  it('says so where it is not on the phone', async () => {
    wrapper = (await mountPage('/buildings/elsewhere', phone)).wrapper
    expect(screenText()).toContain('这栋楼不在本机上')
  })
})
