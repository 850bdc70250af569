import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../src/components/days'
import { dayBefore } from '../../src/day/times'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { building, door, household, round, target } from '../rows'
import { mountPage, screenText, tap } from '../screen'

const TODAY = dayOf(new Date())
let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(day: string): Promise<string> {
  await phone.keep('walk:round', { day, subjects: ['b', 'a'], metres: 420 })
  wrapper = (await mountPage('/today', phone)).wrapper
  await flushPromises()
  return screenText()
}

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone
    .pull('building', building('east', [door('101', '1', 1, '101')], { name: '东楼' }))
    .pull('household', household('a', { dwelling_id: '101' }))
    .pull('household', household('b', { address_text: '丰和街9号' }))
    .pull('round', round('round'))
    .pull('target', target('1', 'a'))
    .pull('target', target('2', 'b', { outcome: 'no_answer', tries: 1 }))
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('the way that was planned today', () => {
  it('takes the place of the lists without a signal, and gives it back', async () => {
    const text = await open(TODAY)
    expect(text).toContain('今日路线')
    expect(text).toContain('约420米')
    expect(text.indexOf('丰和街9号')).toBeLessThan(text.indexOf('东楼'))
    expect(text).not.toContain('未走访')
    await tap('取消')
    expect(screenText()).toContain('未走访')
    expect(await phone.read('walk:round')).toBeUndefined()
  })

  it('is forgotten the next day', async () => {
    expect(await open(dayBefore(TODAY))).not.toContain('今日路线')
    expect(await phone.read('walk:round')).toBeUndefined()
  })
})
