import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { DOORS, mayOpen } from '../src/session/access'
import { makeRouter } from '../src/router'
import { guard } from '../src/session/guard'
import { useSession, type Session } from '../src/session/store'
import { NAVIGATION } from '../src/shell/navigation'
import { person } from './people'

const EVERYTHING = Object.values(DOORS)

beforeEach(() => {
  setActivePinia(createPinia())
})

/** Where this person lands who asks for this address; undefined is a stranger. */
async function landing(path: string, me?: ReturnType<typeof person>): Promise<string> {
  const session = useSession()
  const answers = me ? [{ status: 200, data: {} }, me] : [{ status: 401, data: { flows: [] } }]
  vi.stubGlobal('fetch', () => {
    const body = answers.shift() as { status?: number }
    return Promise.resolve(new Response(JSON.stringify(body), { status: body.status ?? 200 }))
  })
  return decided(path, session)
}

async function decided(path: string, session: Session): Promise<string> {
  const router = makeRouter(session, createMemoryHistory())
  const verdict = await guard(router.resolve(path), session)
  return verdict === true ? path : router.resolve(verdict).fullPath
}

describe('a stranger', () => {
  it('is sent to sign in, and back to where they wanted to go', async () => {
    expect(await landing('/register/households')).toBe('/sign-in?next=/register/households')
  })

  it('may open the sign-in page', async () => {
    expect(await landing('/sign-in')).toBe('/sign-in')
  })
})

describe('a signed-in person', () => {
  it.each(NAVIGATION)('opens $path with its permission', async ({ path, door }) => {
    expect(await landing(path, person([DOORS[door]]))).toBe(path)
  })

  it.each(NAVIGATION)('is kindly refused $path without its permission', async ({ path, door }) => {
    const others = EVERYTHING.filter((permission) => permission !== DOORS[door])
    expect(await landing(path, person(others))).toBe('/not-allowed')
  })

  it('with a one-time password gets no further than a new password', async () => {
    expect(await landing('/overview', person(EVERYTHING, true))).toBe('/new-password')
  })

  it('opens their own account without any permission', async () => {
    expect(await landing('/account', person([]))).toBe('/account')
  })
})

describe('the proof of cover', () => {
  it('is for those who answer for the whole street', () => {
    const worker = person(['territory.read'])
    expect(mayOpen(worker, 'cover')).toBe(false)
    expect(mayOpen({ ...worker, account: { ...worker.account, is_administrator: true } }, 'cover')).toBe(true)
  })
})

describe('when the server cannot be reached', () => {
  it('says so and keeps the way', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    expect(await decided('/staff', useSession())).toBe('/unreachable?next=/staff&code=network')
  })
})

describe('a door', () => {
  it('stays closed while nobody is signed in', () => {
    expect(mayOpen(undefined, undefined)).toBe(false)
  })
})
