import type {
  CodeKind,
  CodeResult,
  CodeTold,
  Direction,
  GateFacts,
  GateStanding,
  PassageSubject,
  PassState,
} from '@gridward/api'
import { CODE_KINDS } from '../kinds'
import type { Chosen } from './drillCodes'

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
  /** Codes are answered by the code service, by codes of a drill. */
  asksService: boolean
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
    ...{ asksService: false, noPhone: false, emergency: false },
  }
}

/** What was shown; a code that was not is left out. */
export function chosenOf(form: TryForm): Chosen[] {
  return CODE_KINDS.flatMap((kind) => {
    const { result } = form.codes[kind]
    return result ? [{ kind, result }] : []
  })
}

/** Somebody invented as the rules see them; `told` by the code service, else as old as was said. */
export function factsOf(form: TryForm, now: number, told?: readonly CodeTold[]): GateFacts {
  const seen = chosenOf(form).map(({ kind, result }) => {
    const { hours } = form.codes[kind]
    return { kind, result, at: hours === undefined ? null : new Date(now - hours * HOUR_MS).toISOString() }
  })
  return {
    direction: form.direction,
    subject: form.subject,
    pass_state: form.pass || null,
    standing: form.standing,
    temperature_c: form.temperature ?? null,
    codes: told?.map(({ kind, result, at }) => ({ kind, result, at })) ?? seen,
    no_phone: form.noPhone,
    emergency: form.emergency,
  }
}
