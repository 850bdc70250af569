/** What went wrong, in a form that a screen can show: a stable code, a sentence, and the details behind it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  /**
   * @param code stable across versions and languages
   * @param status the HTTP status; 0 when no answer came
   * @param sentence the server's words in the reader's language; empty when the client must find its own
   */
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence = '',
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence || code)
  }
}

/** Answers that come from before our own code (proxy, CSRF check, rate limit) and carry no code. */
const CODE_OF_STATUS: Partial<Record<number, string>> = { 403: 'refused', 413: 'too_large', 429: 'too_many' }

/** The problem that a failed answer's body describes; one by the status alone when it describes none. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  if (!isRecord(body) || typeof body.code !== 'string') {
    return new ApiProblem(CODE_OF_STATUS[status] ?? 'unexpected', status)
  }
  const sentence = typeof body.sentence === 'string' ? body.sentence : ''
  return new ApiProblem(body.code, status, sentence, isRecord(body.details) ? body.details : {})
}

/** Any thrown value as a problem; a fetch that never got an answer is a `network` problem. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof TypeError) return new ApiProblem('network', 0)
  throw error
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
