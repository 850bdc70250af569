import { describe, expect, it } from 'vitest'
import { activateTotp, confirmCode, readSession, readTotp, signIn } from '../src'
import { json, wire } from './wire'

const SIGNED_IN = json(200, { status: 200, data: { user: {} }, meta: { is_authenticated: true } })
const STRANGER = json(401, { status: 401, data: { flows: [{ id: 'login' }] }, meta: {} })
const CODE_PENDING = json(401, {
  data: { flows: [{ id: 'login' }, { id: 'mfa_authenticate', is_pending: true }] },
})

describe('the session', () => {
  it.each([
    [SIGNED_IN, 'signed_in'],
    [STRANGER, 'signed_out'],
    [CODE_PENDING, 'code_needed'],
  ])('is read from the answer', async (answer, state) => {
    wire(answer.clone())
    await expect(readSession()).resolves.toBe(state)
  })
})

describe('signing in', () => {
  it('goes through with a right password', async () => {
    const sent = wire(SIGNED_IN.clone())
    await expect(signIn('zhou', 'secret')).resolves.toBe('signed_in')
    await expect(sent[0]?.json()).resolves.toEqual({ username: 'zhou', password: 'secret' })
  })

  it('asks for a code where an authenticator is enrolled, and takes it', async () => {
    wire(CODE_PENDING.clone(), SIGNED_IN.clone())
    await expect(signIn('zhou', 'secret')).resolves.toBe('code_needed')
    await expect(confirmCode('123456')).resolves.toBe('signed_in')
  })

  it('throws the code of a refusal', async () => {
    wire(json(400, { status: 400, errors: [{ code: 'username_password_mismatch', message: 'No.' }] }))
    await expect(signIn('zhou', 'wrong')).rejects.toMatchObject({ code: 'username_password_mismatch' })
  })

  it('throws too_many when the rate limit answers', async () => {
    wire(json(429, { status: 429 }))
    await expect(signIn('zhou', 'wrong')).rejects.toMatchObject({ code: 'too_many' })
  })
})

describe('the authenticator', () => {
  it('comes with a secret as long as none is enrolled', async () => {
    wire(json(404, { status: 404, meta: { secret: 'JBSW', totp_url: 'otpauth://totp/x' } }))
    await expect(readTotp()).resolves.toEqual({ active: false, secret: 'JBSW', url: 'otpauth://totp/x' })
  })

  it('asks for the password again when the sign-in is old', async () => {
    wire(json(401, { status: 401, data: { flows: [{ id: 'reauthenticate' }] } }))
    await expect(activateTotp('123456')).rejects.toMatchObject({ code: 'password_needed' })
  })
})
