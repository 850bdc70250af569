/** Sign-in through django-allauth's headless API for browsers (`/_allauth/browser/v1`). */
import { ApiProblem, isRecord, problemFrom } from './problem'
import { send } from './transport'

export type SessionState = 'signed_in' | 'code_needed' | 'signed_out'

export interface TotpStatus {
  active: boolean
  secret: string
  url: string
}

interface Answer {
  status: number
  data: Record<string, unknown>
  meta: Record<string, unknown>
}

const BASE = '/_allauth/browser/v1'

/** Also makes the server set the CSRF cookie that every later write needs. */
export async function readSession(): Promise<SessionState> {
  return stateOf(await call('GET', '/auth/session', undefined, [401, 410]))
}

export async function signIn(username: string, password: string): Promise<SessionState> {
  return stateOf(await call('POST', '/auth/login', { username, password }, [401]))
}

/** The second step of a sign-in, with a code of the authenticator or a recovery code. */
export async function confirmCode(code: string): Promise<SessionState> {
  return stateOf(await call('POST', '/auth/2fa/authenticate', { code }, [401]))
}

export async function signOut(): Promise<void> {
  await call('DELETE', '/auth/session', undefined, [401])
}

/** Shows the password again, which the server wants before it changes how one signs in. */
export async function confirmPassword(password: string): Promise<void> {
  await call('POST', '/auth/reauthenticate', { password })
}

export async function changePassword(current: string, next: string): Promise<void> {
  await call('POST', '/account/password/change', { current_password: current, new_password: next }, [401])
}

/** The authenticator in use, or the secret to enrol one with. */
export async function readTotp(): Promise<TotpStatus> {
  const { status, meta } = await call('GET', '/account/authenticators/totp', undefined, [404])
  return { active: status === 200, secret: text(meta.secret), url: text(meta.totp_url) }
}

export async function activateTotp(code: string): Promise<void> {
  await call('POST', '/account/authenticators/totp', { code })
}

export async function removeTotp(): Promise<void> {
  await call('DELETE', '/account/authenticators/totp')
}

async function call(method: string, path: string, body?: object, expected: number[] = []): Promise<Answer> {
  const headers = body ? { 'Content-Type': 'application/json' } : undefined
  const request = new Request(new URL(BASE + path, location.origin), {
    method,
    headers,
    body: body && JSON.stringify(body),
  })
  const response = await send(request)
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok && !expected.includes(response.status)) throw refusal(response.status, answer)
  return { status: response.status, data: part(answer, 'data'), meta: part(answer, 'meta') }
}

function stateOf({ status, data }: Answer): SessionState {
  if (status === 200) return 'signed_in'
  const flows = Array.isArray(data.flows) ? data.flows.filter(isRecord) : []
  const pending = flows.some((flow) => flow.id === 'mfa_authenticate' && flow.is_pending === true)
  return pending ? 'code_needed' : 'signed_out'
}

function refusal(status: number, answer: unknown): ApiProblem {
  if (status === 401) return new ApiProblem('password_needed', status)
  if (!isRecord(answer) || !Array.isArray(answer.errors)) return problemFrom(status, answer)
  const first: unknown = answer.errors[0]
  if (!isRecord(first)) return problemFrom(status, answer)
  return new ApiProblem(text(first.code), status, text(first.message), { param: first.param })
}

function part(answer: unknown, name: string): Record<string, unknown> {
  const value = isRecord(answer) ? answer[name] : undefined
  return isRecord(value) ? value : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
