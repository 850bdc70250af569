import { vi } from 'vitest'

/** Stands in for the network: answers each request in turn and keeps what was sent. */
export function wire(...answers: (Response | Error)[]): Request[] {
  const sent: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request)
    const answer = answers[sent.length - 1]
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new TypeError('offline'))
  })
  return sent
}

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}
