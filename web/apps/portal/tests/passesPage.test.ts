import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepAsked, keptAsked } from '../src/keeping'
import { language } from '../src/i18n'
import PassesPage from '../src/PassesPage.vue'

const WAITING = {
  id: 'p-1',
  kind: 'visitor',
  state: 'waiting',
  sent_at: '2026-03-06T08:00:00+08:00',
  begins_on: '2026-03-06',
  days: 3,
  reason: '',
  serial: '',
  code: '',
  ended: null,
}
const GRANTED = { ...WAITING, state: 'granted', serial: '2345ABCD', code: 'GW1ABC' }

let sent: { path: string; body: Record<string, unknown> }[]
let page: VueWrapper

function server(...answers: [status: number, body: unknown][]): void {
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push({ path: new URL(request.url).pathname, body: JSON.parse(await request.text()) })
    const [status, body] = answers.shift() ?? [500, null]
    if (!status) throw new TypeError('offline')
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  })
}

async function opened(): Promise<void> {
  page = mount(PassesPage, { props: { place: '翠竹小区', code: 'T' }, attachTo: document.body })
  await flushPromises()
}

async function filledIn(): Promise<void> {
  await page.get('[name="name"]').setValue('李四')
  await page.get('[name="reason"]').setValue('探亲')
  await page.get('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => {
  localStorage.clear()
  language.value = 'zh-Hans'
  Element.prototype.scrollIntoView = vi.fn()
})

afterEach(() => page.unmount())

describe('passes of a household', () => {
  it('asks after nothing where this phone has asked for nothing', async () => {
    server()
    await opened()
    expect(sent).toEqual([])
  })

  it('asks, and keeps the id of what it asked for', async () => {
    server([200, WAITING])
    await opened()
    await filledIn()
    expect(sent[0]).toMatchObject({
      path: '/api/v1/portal/pass-request',
      body: { token: 'T', kind: 'visitor', name: '李四', days: 1, reason: '探亲' },
    })
    expect(keptAsked()).toEqual(['p-1'])
    expect(page.text()).toContain('等待办理')
    expect(page.get<HTMLInputElement>('[name="name"]').element.value).toBe('')
  })

  it.each([
    ['revoked', '已作废'],
    ['replaced', '已换发'],
  ])('shows no code of a pass that was %s, and says so', async (ended, word) => {
    keepAsked('p-1')
    server([200, [{ ...GRANTED, code: '', ended }]])
    await opened()
    expect(page.find('figure').exists()).toBe(false)
    expect(page.text()).toContain(word)
    expect(page.get('.notice').text()).toContain('2345 ABCD')
    expect(page.find('.good').exists()).toBe(false)
  })

  it('shows the code of a pass that was made', async () => {
    keepAsked('p-1')
    server([200, [GRANTED]])
    await opened()
    expect(sent[0]).toEqual({ path: '/api/v1/portal/pass-requests', body: { token: 'T', ids: ['p-1'] } })
    expect(page.get('figure img').attributes('src')).toContain('data:image/svg+xml')
    expect(page.get('figcaption').text()).toContain('2345 ABCD')
  })

  it('tells why none was made', async () => {
    keepAsked('p-1')
    server([200, [{ ...WAITING, state: 'refused', reason: '请先登记来访' }]])
    await opened()
    expect(page.text()).toContain('没有办理：请先登记来访')
    expect(page.find('figure').exists()).toBe(false)
  })

  it('sends once more with the same id where the network failed, and marks what is refused', async () => {
    server(
      [0, null],
      [422, { code: 'portal.pass_incomplete', sentence: '请填写', details: { field: 'name' } }],
    )
    await opened()
    await filledIn()
    expect(page.text()).toContain('没有网络')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(sent[1]?.body).toEqual(sent[0]?.body)
    expect(page.get('[name="name"]').attributes('aria-invalid')).toBe('true')
    expect(keptAsked()).toEqual([])
  })
})
