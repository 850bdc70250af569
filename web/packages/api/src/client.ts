/** The typed client of `/api/v1`: `await ask(api.GET('/api/v1/me'))` gives the answer or throws an ApiProblem. */
import createClient from 'openapi-fetch'
import { asProblem, problemFrom } from './problem'
import type { paths } from './schema'
import { sendToApi } from './transport'

interface Outcome<Data> {
  data?: Data
  error?: unknown
  response: Response
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: sendToApi })

export async function ask<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    throw thrown instanceof SyntaxError ? problemFrom(502, null) : asProblem(thrown)
  })
  if (!response.ok) throw problemFrom(response.status, error)
  return data as Data
}
