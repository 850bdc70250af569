/**
 * Visits that were told with one tap wait for some seconds, so that a slip of the thumb can be taken back. They are
 * kept on the phone meanwhile: a tab that is killed gives them when the phone is opened again.
 */
import type { Phone } from '@gridward/offline'
import { computed, shallowRef, watch } from 'vue'
import { usePhone } from '../phone'
import type { Visit } from './documents'
import { contentOf } from './expected'

export const UNDO_SECONDS = 5
const KEPT_AS = 'visits.held'

export interface Held {
  visit: Visit
  at: string
}

const { phone, give } = usePhone()
const held = shallowRef<Held[]>([])
const shown = computed(() => held.value)
let timer: ReturnType<typeof setTimeout> | undefined
let working: Promise<void> = Promise.resolve()

export function useHeld() {
  return { held: shown, hold, undo, giveHeld }
}

/** What was held before is given now. */
async function hold(visits: Visit[]): Promise<void> {
  await giveHeld()
  const at = new Date().toISOString()
  held.value = visits.map((visit) => ({ visit, at }))
  timer = setTimeout(() => void giveHeld().catch(() => undefined), UNDO_SECONDS * 1000)
  await phone.value?.keep(KEPT_AS, held.value)
}

async function undo(): Promise<void> {
  clearTimeout(timer)
  held.value = []
  await phone.value?.keep(KEPT_AS, undefined)
}

/** Gives all at once; what the phone cannot take stays held. */
function giveHeld(): Promise<void> {
  clearTimeout(timer)
  working = working.catch(() => undefined).then(giveAll)
  return working
}

async function giveAll(): Promise<void> {
  const opened = phone.value
  if (!opened || !held.value.length) return
  await giveEach(opened, held.value)
  held.value = []
  await opened.keep(KEPT_AS, undefined)
}

/** A tab may have been killed between giving and forgetting: what is in the outbox is not given twice. */
async function giveEach(opened: Phone, all: readonly Held[]): Promise<void> {
  const given = new Set(opened.outbox().map(({ content }) => content.id))
  for (const { visit, at } of all)
    if (!given.has(visit.id)) await give('visit.record', contentOf(visit), { at })
}

async function takeUp(opened: Phone | null): Promise<void> {
  clearTimeout(timer)
  held.value = (await opened?.read<Held[]>(KEPT_AS)) ?? []
  await giveHeld()
}

watch(phone, (opened) => void takeUp(opened).catch(() => undefined), { immediate: true })
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void giveHeld().catch(() => undefined)
})
