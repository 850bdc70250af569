/** What the phone of a gate asks and sends (docs/subsystems/gate-screen.md). */
import { problemFrom } from './problem'
import { sendToApi } from './transport'

export interface MyGate {
  id: string
  name: string
  grid: { id: string; name: string }
  on_duty: boolean
}

/** Gates that the signed-in account may keep. */
export async function readMyGates(): Promise<MyGate[]> {
  return (await answerOf(new Request(address('mine')))) as MyGate[]
}

/** `POST /api/v1/gates/<door>` with a JSON body. */
export async function sendToGate(door: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'Content-Type': 'application/json' }
  const request = new Request(address(door), { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answerOf(request)) as Record<string, unknown>
}

const address = (door: string) => new URL(`/api/v1/gates/${door}`, location.origin)

/** An answer that is no JSON comes from something between the server and here. */
async function answerOf(request: Request): Promise<unknown> {
  const response = await sendToApi(request)
  const told: unknown = await response.json().catch(() => null)
  if (!response.ok) throw problemFrom(response.status, told)
  if (told === null) throw problemFrom(502, null)
  return told
}
