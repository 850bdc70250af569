import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, ask, configureApi, uploadRoster } from '../src'
import { json, wire } from './wire'

const onSignedOut = vi.fn()

beforeEach(() => {
  document.cookie = 'csrftoken=a-token'
  onSignedOut.mockClear()
  configureApi({ language: () => 'en', onSignedOut })
})

function settle() {
  const params = { path: { conflict_id: 'c1' } }
  return ask(
    api.POST('/api/v1/register/conflicts/{conflict_id}/settle', {
      params,
      body: { decision: 'keep', reason: 'seen' },
    }),
  )
}

describe('a call', () => {
  it('answers the body', async () => {
    wire(json(200, []))
    await expect(ask(api.GET('/api/v1/staff/posts'))).resolves.toEqual([])
  })

  it('asks in the language of the screen', async () => {
    const sent = wire(json(200, {}))
    await ask(api.GET('/api/v1/me'))
    expect(sent[0]?.headers.get('Accept-Language')).toBe('en')
  })

  it('carries the CSRF token when it writes, and not when it reads', async () => {
    const sent = wire(json(200, {}), json(200, {}))
    await settle()
    await ask(api.GET('/api/v1/me'))
    expect(sent.map(({ headers }) => headers.get('X-CSRFToken'))).toEqual(['a-token', null])
  })

  it('sends a file as a form', async () => {
    const sent = wire(json(200, {}))
    await uploadRoster(new File(['x'], '名册.xlsx'), '360103005001')
    expect(sent[0]?.headers.get('Content-Type')).toMatch(/^multipart\/form-data/)
  })
})

describe('a refused call', () => {
  it('throws the problem of the server', async () => {
    wire(json(422, { code: 'note_missing', sentence: 'Say what you found out.', details: {} }))
    await expect(settle()).rejects.toMatchObject({
      code: 'note_missing',
      sentence: 'Say what you found out.',
    })
  })

  it('throws a network problem when no answer comes', async () => {
    wire(new TypeError('offline'))
    await expect(settle()).rejects.toMatchObject({ code: 'network' })
  })

  it('throws when the answer is a page instead of data', async () => {
    wire(new Response('<html>Bad gateway</html>', { status: 502 }))
    await expect(settle()).rejects.toMatchObject({ code: 'unexpected', status: 502 })
  })

  it('tells the app when the session has ended', async () => {
    wire(json(401, { code: 'not_signed_in', sentence: 'Sign in.', details: {} }))
    await expect(settle()).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(onSignedOut).toHaveBeenCalledOnce()
  })
})
