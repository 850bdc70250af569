/**
 * Households that this phone has entered become targets of the open rounds at the server. Until it has told so, the
 * phone holds their place under an id of its own, and a visit names round and household instead of a target.
 */
import type { Content } from '@gridward/offline'
import type { PhoneRound, PhoneTarget, Visit } from './documents'

const BETWEEN = '_'

export function expectedTarget(round: string, subject: string, persons: number): PhoneTarget {
  return {
    id: `${round}${BETWEEN}${subject}`,
    round_id: round,
    kind: 'household',
    subject_id: subject,
    late_added: true,
    outcome: '',
    outcome_at: null,
    settled: false,
    tries: 0,
    persons,
    persons_met: 0,
    best_hours: null,
    known: {},
    last_visits: [],
  }
}

export function isExpected({ id }: Pick<PhoneTarget, 'id'>): boolean {
  return id.includes(BETWEEN)
}

/** A visit as the server takes it. */
export function contentOf(visit: Visit): Content {
  if (!isExpected({ id: visit.target_id })) return { ...visit }
  const [round_id, subject_id] = visit.target_id.split(BETWEEN)
  return { ...visit, target_id: null, round_id, subject_id }
}

/** And back: as the phone shows it. */
export function visitIn(content: Content): Visit {
  const { target_id, round_id, subject_id } = content
  const target =
    typeof target_id === 'string' ? target_id : `${String(round_id)}${BETWEEN}${String(subject_id)}`
  return { ...(content as unknown as Visit), target_id: target }
}

/**
 * The targets with a place for each household that was entered here; where the server's own has come before a visit
 * was sent, it shows what the visit told.
 */
export function withExpected(
  kept: PhoneTarget[],
  rounds: PhoneRound[],
  entered: { id: string; persons: number }[],
): PhoneTarget[] {
  const told = new Map(kept.filter(isExpected).map((one) => [keyOf(one), one]))
  const real = kept.filter((one) => !isExpected(one)).map((one) => together(one, told.get(keyOf(one))))
  const known = new Set(real.map(keyOf))
  const places = rounds
    .filter(({ kinds }) => kinds.includes('household'))
    .flatMap((round) => entered.map(({ id, persons }) => expectedTarget(round.id, id, persons)))
    .map((one) => told.get(keyOf(one)) ?? one)
  const others = [...told.values(), ...places].filter((one) => !known.has(keyOf(one)))
  return [...real, ...new Map(others.map((one) => [one.id, one])).values()]
}

function together(real: PhoneTarget, told: PhoneTarget | undefined): PhoneTarget {
  return told && !real.outcome ? { ...told, id: real.id } : real
}

function keyOf({ round_id, subject_id }: PhoneTarget): string {
  return `${round_id}${BETWEEN}${subject_id}`
}
