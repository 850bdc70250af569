import type { OwnWishes, Shift, SwapRow } from '@gridward/api'

export interface OwnDuty {
  me: string
  shifts: Shift[]
  swaps: SwapRow[]
  /** Missing where the owner is nobody of the service, and in what was kept before there were wishes. */
  wishes?: OwnWishes
}

/** Whether a swap waits for somebody. */
export function isOpen({ state }: SwapRow): boolean {
  return state === 'proposed' || state === 'agreed'
}

/** What was told some time ago: shifts that are over meanwhile are left out. */
export function toCome(shifts: Shift[], now: number): Shift[] {
  return shifts.filter(({ ends_at }) => Date.parse(ends_at) > now)
}

/** Whether the owner is the one who has not said yes. */
export function awaitsMe(swap: SwapRow, { me }: OwnDuty): boolean {
  return swap.state === 'proposed' && swap.proposed_by_id !== me
}

/** The open swap about a shift, which has no second one. */
export function swapOver(shift: Shift, { swaps }: OwnDuty): SwapRow | undefined {
  return swaps.find(({ shift: given, other }) => given?.id === shift.id || other?.id === shift.id)
}
