/** The rounds that are walked, their targets with what was just told, and the round that the matrix shows. */
import type { PhoneHousehold } from '@gridward/api'
import { computed, ref, watch } from 'vue'
import { dayOf } from '../components/days'
import { usePhone } from '../phone'
import type { PhoneRound, PhoneTarget } from './documents'
import { withExpected } from './expected'
import { useHeld } from './held'
import { openRounds } from './progress'
import { withVisit } from './recording'

const CHOSEN = 'visits.round'

const { all, outbox, phone } = usePhone()
const { held } = useHeld()
const keptRounds = all<PhoneRound>('round')
const keptTargets = all<PhoneTarget>('target')
const wanted = ref('')

const byId = computed(() => new Map(keptRounds.value.map(({ document }) => [document.id, document])))
/** One round comes with each of its grids: it is one. */
const rounds = computed(() => openRounds([...byId.value.values()], dayOf(new Date())))
const chosen = computed(() => rounds.value.find(({ id }) => id === wanted.value) ?? rounds.value[0])

/** Households that were entered here and of which the server has not heard. */
const entered = computed(() =>
  outbox.value
    .filter(({ kind, state }) => kind === 'household.add' && (state === 'waiting' || state === 'sent'))
    .map(({ content: { id } }) => ({ id, persons: personsOf(id) })),
)

function personsOf(household: string): number {
  return phone.value?.get<PhoneHousehold>(household)?.document.residents.length ?? 0
}

/** Targets of open rounds; what waits for its undo bar is shown as done. */
const targets = computed(() => {
  const open = new Set(rounds.value.map(({ id }) => id))
  const kept = keptTargets.value.map(({ document }) => document).filter(({ round_id }) => open.has(round_id))
  return withExpected(kept, rounds.value, entered.value).map(asTold)
})
const bySubject = computed(() => {
  const found = new Map<string, PhoneTarget[]>()
  for (const target of targets.value)
    found.set(target.subject_id, [...(found.get(target.subject_id) ?? []), target])
  return found
})

function asTold(target: PhoneTarget): PhoneTarget {
  const one = held.value.find(({ visit }) => visit.target_id === target.id)
  return one ? withVisit(target, one.visit, one.at, byId.value.get(target.round_id)) : target
}

watch(phone, async (opened) => (wanted.value = (await opened?.read<string>(CHOSEN)) ?? ''), {
  immediate: true,
})

async function choose(round: string): Promise<void> {
  wanted.value = round
  await phone.value?.keep(CHOSEN, round)
}

/** The targets of a household or an organisation in the chosen round. */
function targetsOf(subject: string): PhoneTarget[] {
  return (bySubject.value.get(subject) ?? []).filter(({ round_id }) => round_id === chosen.value?.id)
}

export function useRounds() {
  return { rounds, byId, chosen, choose, targets, bySubject, targetsOf }
}
