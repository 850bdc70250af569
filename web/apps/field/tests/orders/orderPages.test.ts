import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kinds } from '../../src/kinds'
import { bindPhone } from '../../src/phone'
import { FakePhone } from '../fakePhone'
import { household, organisation } from '../rows'
import { arrivesAt, mountPage, screenText, tap, until } from '../screen'
import { inHours, kind, kindsHere, made, order } from './given'

let phone: FakePhone
let wrapper: VueWrapper | undefined

async function open(path: string) {
  const page = await mountPage(path, phone)
  wrapper = page.wrapper
  return page.router
}

async function type(label: string, text: string): Promise<void> {
  const box = document.body.querySelector<HTMLInputElement>(`[aria-label="${label}"]`)
  if (!box) throw new Error(`no box ${label} on ${screenText()}`)
  box.value = text
  box.dispatchEvent(new Event('input'))
  await flushPromises()
}

const given = (kindOfCommand: string) => phone.outbox().filter((one) => one.kind === kindOfCommand)

beforeEach(() => {
  phone = new FakePhone(kinds)
})

afterEach(async () => {
  wrapper?.unmount()
  bindPhone(null)
  document.body.innerHTML = ''
  await flushPromises()
})

describe('the lists', () => {
  it('show what is mine, late first, with its clock and whose move it is', async () => {
    phone.pull('order', order('o', { place: '东门', clock: 'handle', late_after: inHours(-2) })).pull(
      'order',
      order('p', {
        mine: false,
        state: 'handled',
        place: '西门',
        awaited: ['community_grid_leader'],
        clock: null,
        late_after: null,
      }),
    )
    await open('/orders')
    expect(screenText()).toContain('待我办1全部2')
    expect(screenText()).toContain('违反防控规定已派遣东门处置已超时2小时等网格管理员罗安佳办理')
    expect(screenText()).not.toContain('西门')
    await tap('全部 2')
    expect(screenText()).toContain('西门等社区网格长办理')
  })

  it('say so when nothing is to be done', async () => {
    await open('/orders')
    expect(screenText()).toContain('没有待您办理的工单')
  })

  it('are told on the page of the day', async () => {
    phone.pull('order', order('o', { late_after: inHours(-2) }))
    await open('/today')
    expect(screenText()).toContain('待我办的工单1超时1')
  })
})

describe('an order', () => {
  it('tells its timeline in sentences, with both clocks where they differ', async () => {
    const told = made('escalate_over', 'gridward', {
      clock: 'acknowledge',
      post: 'grid_police',
      to: '方警官',
      posts: ['grid_police'],
      outside: { 'zh-Hans': '区督导组', en: 'district' },
    })
    const late = { ...made('arrive', '罗安佳'), id: 'late', said_at: inHours(-5) }
    phone.pull('order', order('o', { timeline: [told, late] }))
    await open('/orders/o')
    const text = screenText()
    expect(text).toContain('签收无人办理，转由网格警员方警官办理（网格警员、区督导组）')
    expect(text).toMatch(/罗安佳到场手机.*送达/)
  })

  it('is read once by its handler, and that waits for nobody', async () => {
    phone.pull('order', order('o', { unread: true }))
    await open('/orders/o')
    expect(given('order.read').map(({ content }) => content)).toEqual([{ id: 'o', version: 1 }])
    expect(screenText()).not.toContain('在本机')
  })

  it('is acknowledged with one tap, and handled with words', async () => {
    phone.pull('order', order('o'))
    await open('/orders/o')
    await tap('签收')
    expect(screenText()).toContain('已签收待发送')
    await tap('到场')
    await tap('处置完成')
    await until(() => expect(document.body.querySelector('[aria-label="文字说明"]')).toBeTruthy())
    const keys = [...document.body.querySelectorAll<HTMLElement>('form button[type="submit"]')]
    keys[0]?.click()
    await flushPromises()
    expect(screenText()).toContain('请写明情况')
    await type('文字说明', '已劝离')
    keys[0]?.click()
    await until(() => expect(given('order.move')).toHaveLength(3))
    expect(given('order.move').map(({ content: { move, version, text } }) => [move, version, text])).toEqual([
      ['acknowledge', 1, ''],
      ['arrive', 1, ''],
      ['handle', 1, '已劝离'],
    ])
    await until(() => expect(screenText()).toContain('罗安佳处置完成已劝离'))
  })

  it('shows what was not taken, with all that was typed to give it again', async () => {
    phone.pull('order', order('o', { version: 3 }))
    const step = { id: 'o', move_id: 'm', move: 'handle', version: 1, text: '已散开' }
    const { id } = await phone.give('order.move', step)
    phone.refuse(id, '别人已先办理')
    await open(`/orders/o?again=${id}`)
    await until(() => expect(document.body.querySelector('textarea')?.value).toBe('已散开'))
    expect(screenText()).toContain('别人已先办理')
    document.body.querySelector<HTMLElement>('form button[type="submit"]')?.click()
    await until(() => expect(given('order.move').map(({ state }) => state)).toEqual(['waiting']))
    expect(given('order.move')[0]?.content).toMatchObject({ move: 'handle', version: 3, text: '已散开' })
  })

  it('whose report was refused says so where it was', async () => {
    const content = {
      id: 'r',
      kind: 'x',
      version: 1,
      grid_id: 'grid',
      place: '',
      text: '',
      answers: {},
      links: {},
    }
    const { id } = await phone.give('order.open', content)
    await open('/orders/r')
    phone.refuse(id, '类别没有启用')
    await flushPromises()
    expect(screenText()).toContain('类别没有启用')
    await tap('类别没有启用')
    await until(() => expect(screenText()).toContain('修改后再提交'))
  })

  it('that is not on the phone says where it may be', async () => {
    await open('/orders/none')
    expect(screenText()).toContain('这张工单不在本机上')
  })
})

describe('a report', () => {
  beforeEach(() => {
    phone.pull(
      'order_kinds',
      kindsHere(
        kind('facility_broken'),
        kind('need', {
          title: { 'zh-Hans': '居民求助' },
          asked: [],
          links: { household: false, organisation: false },
        }),
      ),
    )
  })

  it('is written in a few taps, and stands on the phone at once', async () => {
    const router = await open('/orders/new')
    await tap('防护设施损坏')
    await tap('上报工单')
    expect(given('order.open')).toEqual([])
    await type('什么设施', '围挡')
    await tap('已倒塌')
    await type('地点', '东门')
    await tap('上报工单')
    await arrivesAt(router, 'order')
    const [one] = given('order.open')
    expect(one?.content).toMatchObject({
      kind: 'facility_broken',
      version: 1,
      grid_id: 'grid',
      place: '东门',
      answers: { facility: '围挡', grade: 'gone' },
      links: {},
    })
    await until(() => expect(screenText()).toContain('什么设施围挡损坏程度已倒塌'))
    expect(screenText()).toContain('罗安佳上报')
    expect(screenText()).toContain('在本机，等待送达')
  })

  it('from a household is about it, and there', async () => {
    phone.pull('household', household('home'))
    const router = await open('/households/home')
    await tap('上报工单')
    await arrivesAt(router, 'order-new')
    await until(() => expect(screenText()).toContain('居民求助'))
    await tap('居民求助')
    expect(screenText()).toContain('翠竹小区1栋1单元101室')
    await tap('上报工单')
    await until(() => expect(given('order.open')).toHaveLength(1))
    expect(given('order.open')[0]?.content).toMatchObject({
      links: { household: 'home' },
      place: '翠竹小区1栋1单元101室',
    })
  })

  it('from a gate is of its kind and names the gate, and may be of another kind', async () => {
    await open('/orders/new?kind=facility_broken&place=东门')
    await until(() => expect(screenText()).toContain('什么设施'))
    await tap('换一个类别')
    expect(screenText()).toContain('居民求助')
  })

  it('about an organisation must name one, found as in the search', async () => {
    phone
      .pull('order_kinds', kindsHere(kind('duty', { asked: [], links: { organisation: true } })))
      .pull('organisation', organisation('shop', '好邻居便利店'))
    await open('/orders/new')
    await tap('防护设施损坏')
    await tap('上报工单')
    expect(screenText()).toContain('请选择涉及的单位')
    await type('涉及的住户或单位', '好邻居')
    await tap('好邻居便利店')
    await tap('上报工单')
    await until(() => expect(given('order.open')[0]?.content.links).toEqual({ organisation: 'shop' }))
  })

  it('that was refused is mended with what was written', async () => {
    const content = {
      id: 'r',
      kind: 'facility_broken',
      version: 1,
      grid_id: 'grid',
      place: '东门',
      text: '倒了',
      answers: { facility: '围挡' },
      links: {},
    }
    const { id } = await phone.give('order.open', content)
    phone.refuse(id, 'order_field_unfit')
    await open(`/orders/new?again=${id}`)
    await until(() => expect(document.body.querySelector('textarea')?.value).toBe('围挡'))
    await tap('上报工单')
    await until(() => expect(given('order.open').map(({ state }) => state)).toEqual(['waiting']))
    expect(given('order.open')[0]?.content).toMatchObject(content)
  })

  it('says so where nothing may be reported', async () => {
    phone = new FakePhone(kinds)
    await open('/orders/new')
    expect(screenText()).toContain('您在这个网格没有可以上报的类别')
  })
})
