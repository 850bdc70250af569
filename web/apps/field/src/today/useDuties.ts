import { computed, type Ref } from 'vue'
import { dayOf, daysBetween } from '../components/days'
import { logsOf, sheetsOf, standing } from '../day/papers'
import { usePatrol } from '../day/usePatrol'
import { usePhone } from '../phone'
import type { PhoneTarget, Visit } from '../visits/documents'
import { visitIn } from '../visits/expected'
import { useHeld } from '../visits/held'
import { progressOf } from '../visits/progress'
import { useRounds } from '../visits/useRounds'
import { DAYS, dutiesOf } from './duties'
import { itemsOf, type DayAt, type Doors, type Known } from './items'
import { useTold } from './useTold'
import { eachOnce, patrolDays, workedDays } from './worked'

/** The duties of this phone's owner today, worked out on the phone. */
export function useDuties(now: Ref<Date>) {
  const { phone, outbox } = usePhone()
  const { rounds, targets } = useRounds()
  const { held } = useHeld()
  const { told } = useTold()
  const { running } = usePatrol()

  const today = computed(() => dayOf(now.value))
  const duties = computed(() => dutiesOf(told.value?.posts))
  const grids = computed(() => phone.value?.grids().map(({ id }) => id) ?? [])

  /** What was recorded today, and what waits for its undo bar. */
  const visits = computed((): Visit[] => [
    ...outbox.value
      .filter(({ kind, at, state }) => kind === 'visit.record' && state !== 'needs_you' && isToday(at))
      .map(({ content }) => visitIn(content)),
    ...held.value.map(({ visit }) => visit),
  ])
  const visited = computed(() => new Set(visits.value.map(({ target_id }) => target_id)))
  const seen = computed(() => targets.value.filter(({ id }) => visited.value.has(id)))
  const worked = computed(() => workedDays(outbox.value, gridOf))

  const known = computed((): Known => ({
    today: today.value,
    rounds: rounds.value.map((round) => ({
      round,
      progress: progressOf(targets.value.filter(({ round_id }) => round_id === round.id)),
    })),
    visited: doorsOf(seen.value, visited.value.size),
    settled: doorsOf(seen.value.filter(isSettledAgain)),
    patrolling: !!running.value && running.value.kind !== 'gate',
    patrols: patrolDays(outbox.value),
    signed: grids.value.some((grid) => hasLog({ day: today.value, grid })),
    confirmed: grids.value.some((grid) => hasSheet({ day: today.value, grid })),
    unsigned: owed(told.value?.unsigned).filter((one) => !hasLog(one)),
    unconfirmed: owed(told.value?.unconfirmed).filter((one) => !hasSheet(one)),
    refused: outbox.value.filter(({ state }) => state === 'needs_you').length,
  }))
  const items = computed(() => itemsOf(duties.value, known.value))

  /** Days before today on which there was work: what this phone recorded, and what the server knows besides. */
  function owed(besides: readonly DayAt[] = []): DayAt[] {
    const kept = besides.filter(({ grid }) => grids.value.includes(grid))
    return eachOnce([...worked.value, ...kept]).filter(
      ({ day }) => day < today.value && daysBetween(day, today.value) <= DAYS.back,
    )
  }

  function isToday(at: string): boolean {
    return dayOf(new Date(at)) === today.value
  }

  function gridOf(target: string): string | undefined {
    return phone.value?.get(target)?.grid ?? (grids.value.length === 1 ? grids.value[0] : undefined)
  }

  function hasLog({ day, grid }: DayAt): boolean {
    return standing(logsOf(outbox.value, day, grid)) !== undefined
  }

  function hasSheet({ day, grid }: DayAt): boolean {
    return standing(sheetsOf(outbox.value, day, grid)) !== undefined
  }

  return { today, duties, items, visits }
}

/** A door that has left the phone meanwhile counts among all. */
function doorsOf(targets: PhoneTarget[], count = targets.length): Doors {
  return { count, units: targets.filter(({ kind }) => kind === 'organisation').length }
}

/** After a try that somebody made before. */
function isSettledAgain({ settled, tries }: PhoneTarget): boolean {
  return settled && tries > 1
}
