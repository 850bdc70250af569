import { csrfToken, readSession } from '@gridward/api'
import type { Server } from '@gridward/offline'

/**
 * Every write needs the CSRF cookie. A page out of the phone's own cache does not bring it, and a browser may have lost
 * it: then it is asked for before, or the refusal would look like a server out of reach.
 */
export function withToken(server: Server): Server {
  return {
    pull: async (body) => (await token(), server.pull(body)),
    push: async (body) => (await token(), server.push(body)),
    gate: async (door, body) => (await token(), server.gate(door, body)),
    photo: async (...photo) => (await token(), server.photo(...photo)),
    secret: async (device) => (await token(), server.secret(device)),
  }
}

export async function token(): Promise<void> {
  if (!csrfToken()) await readSession()
}
