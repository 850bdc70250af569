import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CodeRow from '../../src/gate/codes/CodeRow.vue'
import { PATIENCE, useCodes } from '../../src/gate/codes/useCodes'
import { useGate } from '../../src/gate/useGate'
import { bindPhone } from '../../src/phone'
import { mountPart, plain, until } from '../screen'
import { GATE, GateWorld, NOW, pass } from './world'

const gate = useGate()
const RULES = {
  codes: [{ kind: 'health', directions: ['in'], subjects: ['resident'], passes: ['green'], holds: ['red'] }],
}
const NUMBER = '360199195003070015'
const TOLD = {
  ...{ kind: 'health', result: 'red', at: '2022-06-01T06:30:00+08:00', source: 'provider' },
  ...{ doubt: null, note: '', drill: false },
}

interface Asked {
  kind: string
  shown: string
}
let asked: Asked[]
let isSetUp: boolean
let answer: () => Promise<Response>
let row: VueWrapper | undefined
let here: GateWorld

const said = (body: object, status = 200) => new Response(JSON.stringify(body), { status })
const never = (signal: AbortSignal) =>
  new Promise<Response>((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
  })

beforeEach(() => {
  bindPhone(null)
  asked = []
  isSetUp = true
  answer = () => Promise.resolve(said(TOLD))
  document.cookie = 'csrftoken=known'
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!request.url.endsWith('/code-checks')) return said({ detail: '' }, 404)
    if (request.method === 'GET') return said({ set_up: isSetUp })
    asked.push((await request.json()) as Asked)
    return Promise.race([answer(), never(request.signal)])
  })
  vi.setSystemTime(NOW)
})
afterEach(() => {
  row?.unmount()
  vi.useRealTimers()
  gate.close()
})

/** Somebody stands there whose health code is asked for. */
async function stand(connection: 'online' | 'offline' = 'online'): Promise<VueWrapper> {
  here = await new GateWorld().begin(RULES, [pass(1)])
  here.phone.connect(connection)
  await gate.open(GATE)
  await gate.scan('AABB2201', 'typed')
  row = (await mountPart(CodeRow, { kind: 'health' }, here.phone)).wrapper as VueWrapper
  if (connection === 'online' && isSetUp) await until(() => expect(key()).toBeDefined())
  return row
}

const text = () => plain(document.body.textContent)
const key = () => row?.findAll<HTMLButtonElement>('.answer__key')[0]?.element
const chip = (words: string) => row?.findAll('.gate-chip').find((one) => plain(one.text()) === words)
const chosen = () => row?.find('[aria-checked=true]').text()
const codes = () => gate.person.value?.codes

/** As a scanner does it while a code is awaited. */
async function show(code: string): Promise<boolean> {
  key()?.click()
  await flushPromises()
  const wasHeard = useCodes().hand(code)
  await flushPromises()
  return wasHeard
}

describe('a code that is shown', () => {
  it('is asked about, and its result stands with the passage by kind, result, time and source alone', async () => {
    await stand()
    expect(await show(' DRILL.1 ')).toBe(true)
    await until(() => expect(chosen()).toBe('红码'))
    expect(asked).toEqual([{ kind: 'health', shown: 'DRILL.1' }])
    expect(text()).toContain('接口：红码')
    expect(gate.judgement.value?.verdict).toBe('hold')
    await gate.decide('held')
    expect(here.passages()).toMatchObject([
      { codes: [{ kind: 'health', result: 'red', at: '2022-05-31T22:30:00.000Z', source: 'provider' }] },
    ])
    expect(JSON.stringify(here.gates.written)).not.toContain('DRILL')
  })

  it('is asked for by an identity number that is typed right', async () => {
    await stand()
    key()?.click()
    await flushPromises()
    const field = row?.find('input.gw-input')
    await field?.setValue(NUMBER.slice(0, 17))
    expect(row?.find<HTMLButtonElement>('.gate-go').element.disabled).toBe(true)
    await field?.setValue(NUMBER)
    await row?.find('form').trigger('submit')
    await until(() => expect(chosen()).toBe('红码'))
    expect(asked).toEqual([{ kind: 'health', shown: NUMBER }])
    expect(text()).not.toContain(NUMBER)
  })

  it('of nobody who is real is marked as a drill, and a doubt is told', async () => {
    const doubt = {
      result: 'unclear',
      at: null,
      doubt: 'issuers_differ',
      note: '两地给出的结果不一致。',
      drill: true,
    }
    answer = () => Promise.resolve(said({ ...TOLD, ...doubt }))
    await stand()
    await show('DRILL.1')
    await until(() => expect(text()).toContain('两地给出的结果不一致'))
    expect(text()).toContain('演练')
    expect(gate.judgement.value?.verdict).toBe('ask')
  })

  it('that is a pass of ours is sent to nobody', async () => {
    await stand()
    await show(await here.code(1))
    expect(text()).toContain('不发给查验接口')
    expect(asked).toEqual([])
  })
})

describe('the eye', () => {
  it.each([
    [
      'is busy',
      () => Promise.resolve(said({ code: 'codes.busy', sentence: '正忙。请目视查验。' }, 503)),
      '正忙',
    ],
    ['cannot be reached', () => Promise.reject(new TypeError()), '没有回应'],
    ['answers what is no JSON', () => Promise.resolve(new Response('<html>', { status: 502 })), '没有回应'],
  ])('is enough where the service %s', async (_, refusal, words) => {
    answer = refusal
    await stand()
    await show('DRILL.1')
    await until(() => expect(plain(row?.find('[role=alert]').text() ?? '')).toContain(words))
    expect(codes()).toEqual([])
    await chip('绿码')?.trigger('click')
    expect(codes()).toMatchObject([{ result: 'green', source: 'eye' }])
    expect(row?.find('[role=alert]').exists()).toBe(false)
  })

  it('waits for no service that is silent', async () => {
    vi.useFakeTimers({ now: NOW, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    answer = () => new Promise(() => undefined)
    await stand()
    await show('DRILL.1')
    expect(text()).toContain('可先目视')
    await vi.advanceTimersByTimeAsync(PATIENCE)
    await flushPromises()
    expect(text()).toContain('不要让人等候')
    expect(key()?.disabled).toBe(false)
  })

  it('that was quicker is not overruled by a late answer', async () => {
    let late: (response: Response) => void = () => undefined
    answer = () => new Promise((resolve) => (late = resolve))
    await stand()
    await show('DRILL.1')
    await chip('绿码')?.trigger('click')
    late(said(TOLD))
    await flushPromises()
    expect(codes()).toMatchObject([{ result: 'green', source: 'eye' }])
  })

  it('overrules what the service said, when the keeper says so', async () => {
    await stand()
    await show('DRILL.1')
    await until(() => expect(chosen()).toBe('红码'))
    await chip('黄码')?.trigger('click')
    expect(codes()).toMatchObject([{ result: 'yellow', source: 'eye' }])
    expect(text()).not.toContain('接口：红码')
  })

  it('is all there is without a signal, and that is said', async () => {
    await stand()
    here.phone.connect('offline')
    await flushPromises()
    expect(key()).toBeUndefined()
    expect(text()).toContain('没有信号，不能问接口')
  })

  it('is all there is where no service is set up, and nothing is said of one', async () => {
    isSetUp = false
    await stand()
    await flushPromises()
    expect(key()).toBeUndefined()
    expect(text()).not.toContain('接口')
  })

  it('is all there is once the service was taken away', async () => {
    answer = () => Promise.resolve(said({ code: 'codes.no_provider', sentence: '没有接入查验接口。' }, 409))
    await stand()
    await show('DRILL.1')
    await until(() => expect(key()).toBeUndefined())
  })
})

describe('a scanner', () => {
  it('is of the queue again once the code was read', async () => {
    await stand()
    expect(await show('DRILL.1')).toBe(true)
    await until(() => expect(row?.find('.over').exists()).toBe(false))
    expect(useCodes().hand('AABB2202')).toBe(false)
  })
})
