import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { household, resident } from '../rows'
import { arrivesAt, mountPage, screenText, tap } from '../screen'

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function type(text: string): Promise<void> {
  const input = document.body.querySelector('input')
  if (!input) throw new Error('no box')
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

beforeEach(() => {
  phone = new FakePhone(kinds)
  phone.pull(
    'household',
    household('home', { residents: [resident('a', '单雨晴')], keys: ['shan yu qing\t单雨晴'] }),
  )
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('the search', () => {
  it('leads to the household, remembers in memory what was looked for, and forgets it when locked', async () => {
    const mounted = await mountPage('/search', phone)
    wrapper = mounted.wrapper
    await type('syq')
    await tap('单雨晴')
    await arrivesAt(mounted.router, 'household')
    await mounted.router.push('/search')
    await flushPromises()
    await type('')
    expect(screenText()).toContain('刚才查过syq')
    bindPhone(null)
    bindPhone(phone)
    await flushPromises()
    expect(screenText()).not.toContain('刚才查过')
  })

  it('goes on where it was left when somebody comes back from what was found', async () => {
    const mounted = await mountPage('/search', phone)
    wrapper = mounted.wrapper
    await type('syq')
    await tap('单雨晴')
    await arrivesAt(mounted.router, 'household')
    mounted.router.back()
    await arrivesAt(mounted.router, 'search')
    expect(document.body.querySelector('input')?.value).toBe('syq')
    expect(screenText()).toContain('单雨晴')
    await mounted.router.push('/')
    await mounted.router.push('/search')
    await flushPromises()
    expect(document.body.querySelector('input')?.value).toBe('')
  })

  it('says that nothing was found, and what helps', async () => {
    wrapper = (await mountPage('/search', phone)).wrapper
    await type('不存在')
    expect(screenText()).toContain('没有查到')
  })

  it('finds who was entered a moment ago', async () => {
    wrapper = (await mountPage('/search', phone)).wrapper
    await phone.give('resident.add', { id: 'r', household_id: 'home', name: '章小满' })
    await flushPromises()
    await type('章小满')
    expect(screenText()).toContain('翠竹小区1栋1单元101室')
  })
})
