/** What was written on this phone at gates, as it lies on it: read again whenever something has ended. */
import type { Phone } from '@gridward/offline'
import { computed, ref, shallowRef } from 'vue'
import {
  counted,
  heldOf,
  latest,
  missingOf,
  noticedOf,
  passagesOf,
  unexplained,
  type MissingNote,
  type PassageNote,
} from './mine'
import type { ReasonSaid } from './shapes'

const SHOWN = 20
const MOST_MISSED = 5

const passages = shallowRef<PassageNote[]>([])
/** Who said that they live here, with what the server has said of them. */
const strangers = shallowRef<MissingNote[]>([])
/** Emergencies whose reason was written behind them. */
const explained = shallowRef<ReadonlySet<string>>(new Set())
/** The gate of which is told. */
const gate = ref('')
const now = ref(Date.now())

const counts = computed(() => counted(passages.value, gate.value, startOfDay(now.value)))
const last = computed(() => latest(passages.value, gate.value, SHOWN))
const missed = computed(() => strangers.value.slice(-MOST_MISSED).reverse())
const withoutReason = computed(() => unexplained(passages.value, explained.value))
const refused = computed(() => [
  ...passages.value.filter(isRefused).map((one) => ({ ...one, subject: one.body.subject })),
  ...strangers.value.filter(isRefused).map((one) => ({ ...one, subject: 'unknown' })),
])
/** What the keeper has read of it. */
const heeded = ref<ReadonlySet<string>>(new Set())
const noticed = computed(() =>
  noticedOf(passages.value, gate.value, now.value).filter(({ note }) => !heeded.value.has(note.id)),
)
const held = computed(() =>
  heldOf(passages.value, gate.value, now.value).filter(({ id }) => !heeded.value.has(id)),
)

export function useNotes() {
  return {
    passages,
    strangers,
    explained,
    gate,
    now,
    counts,
    last,
    missed,
    withoutReason,
    refused,
    noticed,
    held,
    hasRead,
    read,
    forget,
  }
}

function hasRead(id: string): void {
  heeded.value = new Set([...heeded.value, id])
}

async function read(opened: Phone): Promise<void> {
  const all = await opened.gates.notes().catch(() => undefined)
  if (!all) return
  passages.value = passagesOf(all)
  strangers.value = missingOf(all)
  const reasons = all.filter(({ kind }) => kind === 'reason')
  explained.value = new Set(reasons.map(({ body }) => (body as unknown as ReasonSaid).id))
}

function forget(id?: string): void {
  passages.value = id ? passages.value.filter((one) => one.id !== id) : []
  strangers.value = id ? strangers.value.filter((one) => one.id !== id) : []
}

function isRefused({ state }: { state: string }): boolean {
  return state === 'refused'
}

function startOfDay(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0)
}
