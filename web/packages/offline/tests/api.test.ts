import { configureApi } from '@gridward/api'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ownGrids, overApi } from '../src/api'

const sent: { method: string; path: string; type: string | null; token: string | null; body: string }[] = []

function answer(status: number, body: unknown): void {
  const respond = async (request: Request) => {
    const { method, headers } = request
    const [type, token] = [headers.get('Content-Type'), headers.get('X-CSRFToken')]
    const { pathname, search } = new URL(request.url)
    sent.push({ method, path: pathname + search, type, token, body: await request.text() })
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  }
  vi.stubGlobal('fetch', vi.fn(respond))
}

beforeEach(() => {
  sent.length = 0
  document.cookie = 'csrftoken=a-token'
  configureApi({ language: () => 'en', onSignedOut: () => undefined })
})

describe('the server over the API', () => {
  it('is asked and told at the doors of sync', async () => {
    answer(200, { epoch: 3 })
    await expect(overApi().pull({ grids: {} })).resolves.toEqual({ epoch: 3 })
    await overApi().push({ commands: [] })
    expect(sent.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/api/v1/sync/pull', '{"grids":{}}'],
      ['POST', '/api/v1/sync/push', '{"commands":[]}'],
    ])
  })

  it('tells the secret of a device', async () => {
    answer(200, { secret: 'AAAA' })
    await expect(overApi().secret('d1')).resolves.toBe('AAAA')
    expect(sent).toMatchObject([{ method: 'POST', path: '/api/v1/sync/devices/d1/secret', token: 'a-token' }])
  })

  it('takes a photograph as it is', async () => {
    answer(200, {})
    await overApi().photo('p1', new Blob(['pixels'], { type: 'image/jpeg' }))
    expect(sent).toMatchObject([
      {
        method: 'POST',
        path: '/api/v1/sync/photos?photo=p1',
        type: 'image/jpeg',
        token: 'a-token',
        body: 'pixels',
      },
    ])
  })

  it('tells the grids of an account', async () => {
    answer(200, [{ id: 'a1', code: '1', name: '第一网格' }])
    await expect(ownGrids()).resolves.toEqual([{ id: 'a1', code: '1', name: '第一网格' }])
  })

  it('refuses with the problem of the server', async () => {
    answer(403, { code: 'sync.device_revoked', sentence: '已挂失', details: {} })
    const problem = { code: 'sync.device_revoked', status: 403, sentence: '已挂失' }
    await expect(overApi().photo('p1', new Blob(['x']))).rejects.toMatchObject(problem)
    await expect(overApi().pull({})).rejects.toMatchObject(problem)
  })
})
