/** Figures that the installation sets. The phone remembers them for a start without a signal; they are no secret. */
import { api, ask } from '@gridward/api'
import type { Limits } from '@gridward/offline'
import { PIN_LENGTH } from './account/pinRules'

type Told = Pick<Limits, 'wrongPins' | 'daysWithoutContact' | 'minutesUntilLocked'>

const NAME = 'gridward.field.limits'
const UNTIL_TOLD: Told = { wrongPins: 10, daysWithoutContact: 7, minutesUntilLocked: 5 }

/** The engine reads these whenever it needs one, so that what is told later holds at once. */
export const limits: Limits = { pinLength: PIN_LENGTH, daysConfirmed: 14, ...UNTIL_TOLD, ...remembered() }

/** Asks the server; without an answer the figures stay. */
export async function askLimits(): Promise<void> {
  const answer = await ask(api.GET('/api/v1/sync/limits')).catch(() => undefined)
  if (!answer) return
  const told: Told = {
    wrongPins: answer.wrong_pins,
    daysWithoutContact: answer.days_without_contact,
    minutesUntilLocked: answer.minutes_until_locked,
  }
  Object.assign(limits, told)
  localStorage.setItem(NAME, JSON.stringify(told))
}

function remembered(): Partial<Told> {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<Told>
  } catch {
    return {}
  }
}
