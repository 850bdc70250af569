/** The server over the client of `@gridward/api`. */
import { api, ask, readDeviceSecret, sendPhoto, sendToGate } from '@gridward/api'
import type { KeptGrid, Server } from './contract'

type Answer = Record<string, unknown>

export function overApi(): Server {
  return {
    pull: (body) => ask(api.POST('/api/v1/sync/pull', { body: body as never })) as Promise<Answer>,
    push: (body) => ask(api.POST('/api/v1/sync/push', { body: body as never })) as Promise<Answer>,
    photo: sendPhoto,
    gate: sendToGate,
    secret: readDeviceSecret,
  }
}

/** The grids that a phone of the signed-in account may keep. */
export function ownGrids(): Promise<KeptGrid[]> {
  return ask(api.GET('/api/v1/sync/grids'))
}
