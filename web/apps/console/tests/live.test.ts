import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { News } from '../src/live/stream'

vi.mock('@gridward/api', () => ({
  api: { GET: () => Promise.resolve() },
  ask: () => Promise.resolve({ address: 'http://127.0.0.1:8001/push' }),
}))

class Source extends EventTarget {
  static readonly CLOSED = 2
  static all: Source[] = []
  readyState = 1
  constructor(readonly url: URL) {
    super()
    Source.all.push(this)
  }
  close(): void {
    this.readyState = Source.CLOSED
  }
  say(type: string, data: object = {}, lastEventId = ''): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }))
  }
}

let hidden = false
let heard: News[] = []
let leave: () => void
let liveness: { up: { value: boolean } }

function last(): Source {
  const found = Source.all.at(-1)
  if (!found) throw new Error('no stream was opened')
  return found
}

async function look(away: boolean): Promise<void> {
  hidden = away
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
}

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  vi.stubGlobal('EventSource', Source)
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden)
  Source.all = []
  heard = []
  hidden = false
  const stream = await import('../src/live/stream')
  liveness = stream.liveness
  leave = stream.hear((news) => heard.push(news))
  await vi.advanceTimersByTimeAsync(0)
})

afterEach(() => {
  leave()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the stream of news', () => {
  it('tells whoever listens', () => {
    last().say('RESYNC', { topic: 'orders', grid: 'a1' }, 'e-1')
    expect(heard).toEqual([{ topic: 'orders', grid: 'a1' }])
    expect(liveness.up.value).toBe(true)
  })

  it('closes in a hidden tab and goes on where it was', async () => {
    last().say('RESYNC', { topic: 'orders', grid: 'a1' }, 'e-7')
    await look(true)
    expect(last().readyState).toBe(Source.CLOSED)
    expect(liveness.up.value).toBe(false)
    await look(false)
    expect(Source.all).toHaveLength(2)
    expect(last().url.searchParams.get('after')).toBe('e-7')
  })

  it('is opened once for many', async () => {
    const { hear } = await import('../src/live/stream')
    hear(() => undefined)()
    await vi.advanceTimersByTimeAsync(0)
    expect(Source.all).toHaveLength(1)
    expect(last().readyState).toBe(1)
  })

  it('is closed when nobody listens', () => {
    leave()
    expect(last().readyState).toBe(Source.CLOSED)
  })

  it('is opened anew after silence', async () => {
    last().say('BEAT')
    await vi.advanceTimersByTimeAsync(24_000)
    expect(liveness.up.value).toBe(true)
    await vi.advanceTimersByTimeAsync(6_000)
    expect(Source.all).toHaveLength(2)
    expect(liveness.up.value).toBe(false)
  })

  it('waits after a refusal before it asks again', async () => {
    last().readyState = Source.CLOSED
    last().say('error')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(Source.all).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(32_000)
    expect(Source.all).toHaveLength(2)
  })

  it('lets a browser mend a broken line by itself', async () => {
    last().say('BEAT')
    last().readyState = 0
    last().say('error')
    expect(liveness.up.value).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(Source.all).toHaveLength(1)
  })
})
