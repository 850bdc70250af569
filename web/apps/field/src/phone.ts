/** The unlocked phone as Vue sees it: whatever the engine tells of a change is a change of these computed values. */
import type {
  Content,
  Document,
  DocumentKind,
  Given,
  GiveOptions,
  Kept,
  Phone,
  Status,
} from '@gridward/offline'
import { computed, ref, shallowRef, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { askLimits } from './limits'
import { tellProblem } from './shell/problems'

const NOTHING: Status = {
  connection: 'unknown',
  syncing: false,
  waiting: 0,
  needsYou: 0,
  gates: { waiting: 0, needsYou: 0 },
  heardAt: '',
  storage: null,
  ready: false,
}

const phone = shallowRef<Phone | null>(null)
const revision = ref(0)
let stopListening = (): void => undefined

/** A PIN has opened this phone, or it was locked: then null. */
export function bindPhone(opened: Phone | null): void {
  stopListening()
  phone.value = opened
  stopListening = opened?.onChange(() => revision.value++) ?? (() => undefined)
  revision.value++
  if (opened) void askLimits()
}

export function usePhone() {
  return { phone, all, get, status, outbox, give }
}

function all<D extends Document>(kind: DocumentKind): ComputedRef<Kept<D>[]> {
  return seen((opened) => opened.all<D>(kind), [])
}

function get<D extends Document>(id: MaybeRefOrGetter<string>): ComputedRef<Kept<D> | undefined> {
  return seen<Kept<D> | undefined>((opened) => opened.get<D>(toValue(id)), undefined)
}

const status = seen((opened) => opened.status(), NOTHING)
const outbox = seen((opened) => opened.outbox(), [] as Given[])

/** Takes a command in; when the phone cannot, says why and throws the OfflineProblem on. */
async function give(kind: string, content: Content, options?: GiveOptions): Promise<Given> {
  if (!phone.value) throw new Error('nothing is given on a locked phone')
  try {
    return await phone.value.give(kind, content, options)
  } catch (error) {
    tellProblem(error)
    throw error
  }
}

function seen<Value>(read: (opened: Phone) => Value, otherwise: Value): ComputedRef<Value> {
  return computed(() => {
    // Read for its own sake: it rises with every change that the engine tells.
    void revision.value
    return phone.value ? read(phone.value) : otherwise
  })
}
