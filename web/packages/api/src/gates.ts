/** What the phone of a gate asks and sends (docs/subsystems/gate-screen.md). */
import { problemFrom } from './problem'
import type { components } from './schema'
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
  return (await postTo(door, body)) as Record<string, unknown>
}

/** What a code service says of a code: `at` is when the result is from, `note` why nobody can tell; `drill`: of somebody invented. */
export type CodeTold = components['schemas']['CodeCheckOut']

/** Whether a code service may be asked at this gate. */
export async function readCodeService(gate: string): Promise<boolean> {
  const { set_up } = (await answerOf(new Request(address(`${gate}/code-checks`)))) as { set_up: boolean }
  return set_up
}

/** Asks what a code says, or whoever has this identity number; nothing of the question is kept. */
export async function checkCode(
  gate: string,
  kind: CodeTold['kind'],
  shown: string,
  signal?: AbortSignal,
): Promise<CodeTold> {
  return (await postTo(`${gate}/code-checks`, { kind, shown }, signal)) as CodeTold
}

const address = (door: string) => new URL(`/api/v1/gates/${door}`, location.origin)

function postTo(door: string, body: object, signal?: AbortSignal): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' }
  const said = { method: 'POST', headers, body: JSON.stringify(body), signal }
  return answerOf(new Request(address(door), said))
}

/** An answer that is no JSON comes from something between the server and here. */
async function answerOf(request: Request): Promise<unknown> {
  const response = await sendToApi(request)
  const told: unknown = await response.json().catch(() => null)
  if (!response.ok) throw problemFrom(response.status, told)
  if (told === null) throw problemFrom(502, null)
  return told
}
