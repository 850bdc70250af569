/** The code service of this gate: whether there is one, and a question to it that never keeps anybody waiting. */
import { ApiProblem, checkCode, readCodeService, type CodeTold } from '@gridward/api'
import type { CodeKind } from '@gridward/rules'
import { computed, ref, watch } from 'vue'
import { usePhone } from '../../phone'
import { token } from '../../token'
import { useGate } from '../useGate'

/** The server gives up before; what is longer is the way to it. */
export const PATIENCE = 5_000
/** Somebody has taken the service away since. */
const GONE = 'codes.no_provider'

const { status } = usePhone()
const { standing } = useGate()
const isSetUp = ref(false)
const isOnline = computed(() => status.value.connection === 'online')

/** Who hears a scanner meanwhile: the page on which a code is awaited. */
let awaiting: ((text: string) => void) | undefined

export function useCodes() {
  return { isSetUp, isOnline, learn, ask, hear, hand }
}

/** Asked when a gate is opened and whenever a signal is back; without an answer it stays as it was. */
async function learn(): Promise<void> {
  const { gate } = standing.value
  if (!gate || !isOnline.value) return
  const heard = await readCodeService(gate).catch(() => undefined)
  if (heard !== undefined && gate === standing.value.gate) isSetUp.value = heard
}

watch(
  () => [standing.value.gate, isOnline.value] as const,
  ([gate], [before]) => {
    if (gate !== before) isSetUp.value = false
    void learn()
  },
)

/** What a code or an identity number says. Throws what was refused, `network` where no answer comes in time. */
async function ask(kind: CodeKind, shown: string, given: AbortController): Promise<CodeTold> {
  const timer = setTimeout(() => given.abort(), PATIENCE)
  try {
    await token()
    return await checkCode(standing.value.gate, kind, shown, given.signal)
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw new ApiProblem('network', 0)
    if (error.code === GONE) isSetUp.value = false
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** What a scanner reads goes here until the returned function is called. */
function hear(read: (text: string) => void): () => void {
  awaiting = read
  return () => {
    if (awaiting === read) awaiting = undefined
  }
}

/** Whether somebody awaited what was read. */
function hand(text: string): boolean {
  const hears = awaiting
  hears?.(text)
  return hears !== undefined
}
