import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Standing } from '../src/account/standing'
import { guard } from '../src/guard'
import { routes } from '../src/routes'

const router = createRouter({ history: createMemoryHistory(), routes })

/** Where a person lands who asks for this address. */
function landing(path: string, standing: Standing): string {
  const verdict = guard(router.resolve(path), standing)
  return verdict === true ? path : router.resolve(verdict).fullPath
}

describe('on a browser without a phone', () => {
  it('every page leads to sign in, and remembers where to', () => {
    expect(landing('/me/outbox', 'none')).toBe('/start?next=/me/outbox')
    expect(landing('/pin', 'none')).toBe('/start')
  })

  it('signing in stays', () => {
    expect(landing('/start', 'none')).toBe('/start')
  })
})

describe('on a locked phone', () => {
  it('every page leads to the PIN, and remembers where to', () => {
    expect(landing('/me/outbox/17', 'locked')).toBe('/pin?next=/me/outbox/17')
  })

  it('a forgotten PIN leads to sign in', () => {
    expect(landing('/start?account=1', 'locked')).toBe('/start?account=1')
  })
})

describe('on an open phone', () => {
  it('every page opens', () => {
    expect(landing('/me/outbox', 'unlocked')).toBe('/me/outbox')
  })

  it('the PIN gives way to the day', () => {
    expect(landing('/pin', 'unlocked')).toBe(router.resolve({ name: 'today' }).fullPath)
  })
})

describe('the pages', () => {
  it('have the five of the bottom bar', () => {
    const tabs = router.getRoutes().filter(({ meta }) => meta.tab)
    expect(tabs.map(({ name }) => name).sort()).toEqual(['doors', 'me', 'orders', 'search', 'today'])
  })

  it('are open before a PIN only where nothing is shown', () => {
    const open = router.getRoutes().filter(({ meta }) => meta.open)
    expect(open.map(({ name }) => name).sort()).toEqual(['pin', 'start'])
  })
})
