import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { language } from '../src/i18n'
import PortalApp from '../src/PortalApp.vue'

const CODE = '0123456789ABCDEFGHJKMNPQRSJR'
const SLIP = {
  state: 'unused',
  round: '春季摸排',
  place: '翠竹小区1栋1单元***',
  ends_on: '2026-12-07',
  questions: [
    { code: 'fever', text: '是否发热', about: 'person', answer: 'yes_no', options: [], required: true },
  ],
}

interface Sent {
  path: string
  body: Record<string, unknown>
}

let sent: Sent[]
let page: VueWrapper

/** A server that answers what it is given, in turn. */
function server(...answers: [status: number, body: unknown][]): void {
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push({ path: new URL(request.url).pathname, body: JSON.parse(await request.text()) })
    const [status, body] = answers.shift() ?? [500, null]
    if (!status) throw new TypeError('offline')
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  })
}

async function opened(hash = `#${CODE}`): Promise<void> {
  history.replaceState(null, '', `/p/${hash}`)
  page = mount(PortalApp, { attachTo: document.body })
  await flushPromises()
}

async function send(): Promise<void> {
  await page.get('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => {
  sessionStorage.clear()
  language.value = 'zh-Hans'
  Element.prototype.scrollIntoView = vi.fn()
  window.scrollTo = vi.fn()
})

afterEach(() => page.unmount())

describe('the page of a slip', () => {
  it('asks by the code alone and takes it out of the address', async () => {
    server([200, SLIP])
    await opened()
    expect(sent).toEqual([{ path: '/api/v1/portal/slip', body: { token: CODE } }])
    expect(location.hash).toBe('')
    expect(page.text()).toContain('翠竹小区1栋1单元***')
    expect(page.text()).toContain('2026年12月7日')
    expect(page.text()).toContain('是否发热')
  })

  it('is there again after a reload, with what was typed', async () => {
    server([200, SLIP], [200, SLIP])
    await opened()
    await page.get('[name="members.0.name"]').setValue('王小红')
    await flushPromises()
    page.unmount()
    await opened('')
    expect(sent[1]?.body).toEqual({ token: CODE })
    expect(page.get<HTMLInputElement>('[name="members.0.name"]').element.value).toBe('王小红')
  })

  it('lets the code be typed, and finds a slip of the finger without asking', async () => {
    server([200, SLIP])
    await opened('')
    await page.get('[name="code"]').setValue(CODE.replace('F', 'E'))
    await send()
    expect(sent).toEqual([])
    expect(page.get('[role="alert"]').text()).toContain('编码不对')
    await page.get('[name="code"]').setValue(CODE.toLowerCase())
    await send()
    expect(sent[0]?.body).toEqual({ token: CODE })
    expect(page.text()).toContain('春季摸排')
  })

  it('says what the server says of a slip that does not hold', async () => {
    server([409, { code: 'portal.slip_over', sentence: '“春季摸排”已经结束。', details: {} }])
    await opened()
    expect(page.get('[role="alert"]').text()).toBe('“春季摸排”已经结束。')
  })

  it('says so where the grid has looked already', async () => {
    server([200, { ...SLIP, state: 'handled' }])
    await opened()
    expect(page.text()).toContain('已经核对过了')
    expect(page.find('form').exists()).toBe(false)
  })

  it('speaks English where one wants', async () => {
    server([200, SLIP])
    await opened()
    await page.get('button[lang="en"]').trigger('click')
    expect(page.text()).toContain('Who lives here')
    expect(document.title).toBe('Self-declaration')
    expect(document.documentElement.lang).toBe('en')
  })
})

describe('declaring', () => {
  it('sends what was filled in, and keeps nothing of it', async () => {
    server([200, SLIP], [200, { sent_at: '2026-11-28T06:00:00Z', revision: 1 }])
    await opened()
    await page.get('[name="members.0.name"]').setValue('王小红')
    await page.get('[name="members.0.phone"]').setValue('13800138000')
    await page.get('input[name="members.0.answers.fever"][type="radio"]:last-of-type').setValue(true)
    await send()
    const [member] = sent[1]?.body.members as Record<string, unknown>[]
    expect(sent[1]?.path).toBe('/api/v1/portal/declaration')
    expect(member).toMatchObject({ name: '王小红', phone: '13800138000' })
    expect(page.text()).toContain('已收到')
    expect(page.text()).toContain('14:00')
    expect(JSON.stringify(sessionStorage)).not.toContain('王小红')
  })

  it('marks the field that the server refuses', async () => {
    const details = { field: 'members.1.document' }
    server([200, SLIP], [422, { code: 'identity_number.length', sentence: '应为 18 位。', details }])
    await opened()
    await page.findAll('button.plain')[0]?.trigger('click')
    await page.get('[name="members.1.document"]').setValue('3601')
    await send()
    const field = page.get('[name="members.1.document"]')
    expect(field.attributes('aria-invalid')).toBe('true')
    expect(page.get(`#${field.attributes('aria-describedby')}`).text()).toBe('应为 18 位。')
    expect(page.findAll('[role="alert"]')).toHaveLength(1)
  })

  it('marks a question that must be answered at everybody who has no answer', async () => {
    const details = { field: 'answers', question: '是否发热' }
    server([200, SLIP], [422, { code: 'round_answer_missing', sentence: '“是否发热”必须回答。', details }])
    await opened()
    await page.findAll('button.plain')[0]?.trigger('click')
    await page.get('input[name="members.0.answers.fever"]').setValue(true)
    await send()
    expect(page.findAll('[role="alert"]').map((one) => one.text())).toEqual(['“是否发热”必须回答。'])
    expect(page.get('[id="members.1.answers.fever-wrong"]').text()).toBe('“是否发热”必须回答。')
  })

  it('sends the same once more with the same id after a broken line, another with another', async () => {
    const done: [number, unknown] = [200, { sent_at: '2026-11-28T06:00:00Z', revision: 1 }]
    server([200, SLIP], [0, null], done, done)
    await opened()
    await page.get('[name="members.0.name"]').setValue('王小红')
    await send()
    expect(page.get('[role="alert"]').text()).toContain('没有网络')
    await send()
    expect(sent[2]?.body.id).toBe(sent[1]?.body.id)
    await page.get('button.plain').trigger('click')
    expect(page.text()).toContain('新的一份会代替它')
    await page.get('[name="needs"]').setValue('要扶手')
    await send()
    expect(sent[3]?.body.id).not.toBe(sent[1]?.body.id)
    expect(sent[3]?.body.needs).toBe('要扶手')
  })

  it('takes people and vehicles in and out', async () => {
    server([200, SLIP], [200, { sent_at: '2026-11-28T06:00:00Z', revision: 1 }])
    await opened()
    const [addMember, addVehicle] = page.findAll('button.plain')
    await addMember?.trigger('click')
    await page.get('[name="members.1.name"]').setValue('李小明')
    await addVehicle?.trigger('click')
    await page.get('[name="vehicles.0.plate"]').setValue('赣A12345')
    await page.get('[name="vehicles.0.keeper"]').setValue(1)
    await page.findAll('button.link')[0]?.trigger('click')
    expect(page.get<HTMLInputElement>('[name="members.0.name"]').element.value).toBe('李小明')
    await send()
    expect(sent[1]?.body.vehicles).toEqual([{ plate: '赣A12345', keeper: 0 }])
  })

  it('says so where somebody looked meanwhile', async () => {
    server([200, SLIP], [409, { code: 'portal.already_handled', sentence: '已经核对过。', details: {} }])
    await opened()
    await send()
    expect(page.text()).toContain('已经核对过了')
  })
})
