/** Problems of the server as the engine tells them apart. */

export interface Problem {
  code: string
  status: number
  sentence: string
  details: Readonly<Record<string, unknown>>
}

/** An ApiProblem, whoever has made its class; null for a mistake of the program. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('code' in error) || !('status' in error)) return null
  return typeof error.status === 'number' ? (error as unknown as Problem) : null
}

const NOT_SIGNED_IN = ['not_signed_in', 'sign_in_needed', 'refused']

/** Nobody is signed in, or the browser's token is too old to write with. */
export const isSignedOut = ({ code, status }: Problem) => status === 401 || NOT_SIGNED_IN.includes(code)

export const isRevoked = ({ code }: Problem) => code === 'sync.device_revoked'

/** Statuses below 500 that another time may not have: too slow, too often. */
const PASSING = [408, 429]

/** The server has read the request and will not have it: to send it again as it is helps nobody. */
export function isFinal(problem: Problem): boolean {
  const { code, status } = problem
  if (status < 400 || status >= 500 || PASSING.includes(status)) return false
  return code !== 'unexpected' && !isSignedOut(problem) && !isRevoked(problem)
}
