import type { Server } from '@gridward/offline'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { withToken } from '../src/token'

const asked: string[] = []
const server = withToken({
  pull: () => note('pull', {}),
  push: () => note('push', {}),
  photo: () => note('photo', undefined),
  gate: () => note('gate', {}),
  secret: () => note('secret', ''),
})
const WAYS: [string, (one: Server) => Promise<unknown>][] = [
  ['pull', (one) => one.pull({})],
  ['push', (one) => one.push({})],
  ['photo', (one) => one.photo('p1', new Blob())],
  ['gate', (one) => one.gate('passages', {})],
  ['secret', (one) => one.secret('d1')],
]

function note<Answer>(name: string, answer: Answer): Promise<Answer> {
  asked.push(name)
  return Promise.resolve(answer)
}

beforeEach(() => {
  asked.length = 0
  document.cookie = 'csrftoken=; max-age=0'
  vi.stubGlobal('fetch', ({ url }: Request) => {
    asked.push(new URL(url).pathname)
    document.cookie = 'csrftoken=new'
    return Promise.resolve(new Response('{"data":{"flows":[]}}', { status: 401 }))
  })
})

describe.each(WAYS)('%s', (name, ask) => {
  it('is asked with a token, which is fetched before where the browser has lost it', async () => {
    await ask(server)
    expect(asked).toEqual(['/_allauth/browser/v1/auth/session', name])
  })

  it('is asked at once where there is one', async () => {
    document.cookie = 'csrftoken=known'
    await ask(server)
    expect(asked).toEqual([name])
  })
})
