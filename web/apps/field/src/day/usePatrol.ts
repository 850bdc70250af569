/** The patrol that runs on this phone, if one does. It is kept at each step: a killed tab goes on where it was. */
import type { Content, Phone } from '@gridward/offline'
import { computed, shallowRef, watch } from 'vue'
import { usePhone } from '../phone'
import { tellProblem } from '../shell/problems'
import type { RunningPatrol } from './documents'
import { ended } from './patrols'

const KEPT_AS = 'day.patrol'

type Step = (before: RunningPatrol | undefined) => RunningPatrol | undefined

const { phone, give } = usePhone()
const patrol = shallowRef<RunningPatrol>()
const running = computed(() => patrol.value)
let working: Promise<void> = Promise.resolve()

export function usePatrol() {
  return { running, change, end }
}

/** One step behind the other; what is shown is kept already. Nothing left: it was a mistake, and is told to nobody. */
function change(step: Step): Promise<void> {
  working = working.then(async () => {
    const next = step(patrol.value)
    await phone.value?.keep(KEPT_AS, next).catch(tellProblem)
    patrol.value = next
  })
  return working
}

async function end(now: Date): Promise<void> {
  await working
  if (!patrol.value) return
  await give('patrol.record', ended(patrol.value, now) as unknown as Content)
  await change(() => undefined)
}

/** A tab may have been killed between giving and forgetting: what is in the outbox runs no more. */
async function takeUp(opened: Phone | null): Promise<void> {
  patrol.value = undefined
  const kept = await opened?.read<RunningPatrol>(KEPT_AS)
  if (!opened || opened !== phone.value || !kept || patrol.value) return
  if (opened.outbox().some(({ content }) => content.id === kept.id)) await change(() => undefined)
  else patrol.value = kept
}

watch(phone, (opened) => void takeUp(opened).catch(() => undefined), { immediate: true })
