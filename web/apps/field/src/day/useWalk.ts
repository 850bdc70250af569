/** The walks that were asked for today; they are used without a signal, and forgotten the next day. */
import { api, ask } from '@gridward/api'
import type { Phone } from '@gridward/offline'
import { computed, shallowRef, watch } from 'vue'
import { dayOf } from '../components/days'
import { usePhone } from '../phone'
import { useRounds } from '../visits/useRounds'
import { timeOf } from './times'
import type { Walk } from './walk'

const { phone } = usePhone()
const { rounds } = useRounds()
const kept = shallowRef(new Map<string, Walk>())
const roundIds = computed(() => rounds.value.map(({ id }) => id).join())

/** In the order of the rounds: what ends first is walked first. */
const walks = computed(() =>
  rounds.value.flatMap(({ id }) => kept.value.get(id) ?? []).filter(({ day }) => day === dayOf(new Date())),
)

export function useWalk() {
  return { walks, plan, forget }
}

/** Needs a signal; throws what the server says. */
async function plan(): Promise<void> {
  const opened = phone.value
  if (!opened) return
  const found = new Map<string, Walk>()
  for (const { id } of rounds.value) {
    found.set(id, await walkOf(opened, id))
    await opened.keep(nameOf(id), found.get(id))
  }
  kept.value = found
}

async function forget(): Promise<void> {
  for (const id of kept.value.keys()) await phone.value?.keep(nameOf(id), undefined)
  kept.value = new Map()
}

/** Grid by grid: nobody goes to and fro between two. */
async function walkOf(opened: Phone, round: string): Promise<Walk> {
  const now = new Date()
  const walk: Walk = { day: dayOf(now), subjects: [], metres: 0 }
  for (const { id } of opened.grids()) {
    const params = { path: { round_id: round }, query: { grid_id: id, begins: timeOf(now) } }
    const { stops, metres } = await ask(api.GET('/api/v1/rounds/{round_id}/walk', { params }))
    walk.subjects.push(...stops.map(({ subject_id }) => subject_id))
    walk.metres += metres
  }
  return walk
}

async function takeUp(opened: Phone | null): Promise<void> {
  const found = new Map<string, Walk>()
  for (const { id } of opened ? rounds.value : []) {
    const walk = opened && (await todaysOf(opened, id))
    if (walk) found.set(id, walk)
  }
  if (opened === phone.value) kept.value = found
}

async function todaysOf(opened: Phone, round: string): Promise<Walk | undefined> {
  const walk = await opened.read<Walk>(nameOf(round))
  if (!walk || walk.day === dayOf(new Date())) return walk
  await opened.keep(nameOf(round), undefined)
  return undefined
}

function nameOf(round: string): string {
  return `walk:${round}`
}

watch([phone, roundIds], ([opened]) => void takeUp(opened).catch(() => undefined), { immediate: true })
