/** One way to the server for every call: session cookie, CSRF token, language, and news of an ended session. */
import { asProblem, problemFrom } from './problem'

export interface Surroundings {
  /** The reader's language as a BCP 47 tag. */
  language: () => string
  /** Called when the server no longer knows this session. */
  onSignedOut: () => void
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

let surroundings: Surroundings = { language: () => 'zh-Hans', onSignedOut: () => undefined }

export function configureApi(values: Surroundings): void {
  surroundings = values
}

/** Sends a request with everything the server expects; throws a `network` problem when no answer comes. */
export async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', surroundings.language())
  const token = csrfToken()
  if (token && !SAFE_METHODS.includes(request.method)) request.headers.set('X-CSRFToken', token)
  return fetch(request).catch((error: unknown) => {
    throw asProblem(error)
  })
}

/** As `send`, for our own API, where 401 always means that nobody is signed in. */
export async function sendToApi(request: Request): Promise<Response> {
  const response = await send(request)
  if (response.status === 401) surroundings.onSignedOut()
  return response
}

/** Sends a body that is not JSON to a door under `/api/v1`; throws what was refused. */
export async function sendRaw(method: string, path: string, body: Blob): Promise<Response> {
  const request = new Request(new URL(`/api/v1${path}`, location.origin), { method, body })
  const response = await sendToApi(request)
  if (response.ok) return response
  throw problemFrom(response.status, await response.json().catch(() => null))
}

/** The token that every write needs, from its cookie; in a drill the page names a cookie of its own. */
export function csrfToken(): string | undefined {
  const page = document.querySelector<HTMLMetaElement>('meta[name="gridward-token"]')
  const name = `${page?.content ?? 'csrftoken'}=`
  const kept = document.cookie.split(/;\s*/).find((one) => one.startsWith(name))
  return kept?.slice(name.length) || undefined
}
