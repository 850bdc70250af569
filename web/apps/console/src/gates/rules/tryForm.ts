import type {
  CodeKind,
  CodeResult,
  Direction,
  GateFacts,
  GateStanding,
  PassageSubject,
  PassState,
} from '@gridward/api'
import { CODE_KINDS } from '../kinds'

export interface SeenForm {
  result: CodeResult | ''
  /** How many hours ago it is from; undefined where it does not say. */
  hours: number | undefined
}

export interface TryForm {
  direction: Direction
  subject: PassageSubject
  pass: PassState | ''
  standing: GateStanding
  temperature: number | undefined
  codes: Record<CodeKind, SeenForm>
  noPhone: boolean
  emergency: boolean
}

const HOUR_MS = 3_600_000

export function emptyTry(): TryForm {
  const unseen = () => ({ result: '', hours: undefined }) as SeenForm
  return {
    ...{ direction: 'in', subject: 'resident', pass: '', standing: 'free' },
    temperature: undefined,
    codes: { health: unseen(), itinerary: unseen(), test: unseen(), vaccination: unseen() },
    ...{ noPhone: false, emergency: false },
  }
}

/** Somebody invented as the rules see them; what was not shown is left out. */
export function factsOf(form: TryForm, now: number): GateFacts {
  const seen = CODE_KINDS.flatMap((kind) => {
    const { result, hours } = form.codes[kind]
    const at = hours === undefined ? null : new Date(now - hours * HOUR_MS).toISOString()
    return result ? [{ kind, result, at }] : []
  })
  return {
    direction: form.direction,
    subject: form.subject,
    pass_state: form.pass || null,
    standing: form.standing,
    temperature_c: form.temperature ?? null,
    codes: seen,
    no_phone: form.noPhone,
    emergency: form.emergency,
  }
}
