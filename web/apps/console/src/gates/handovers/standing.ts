import type { GateHandoverRow } from '@gridward/api'

/** How each state looks: what is done, what waits, what somebody has to look at. */
export const STATE_TAG: Record<GateHandoverRow['state'], string> = {
  begun: 'gw-tag--attention',
  signed: 'gw-tag--attention',
  confirmed: 'gw-tag--good',
  questioned: 'gw-tag--bad',
  crossed: 'gw-tag--quiet',
}

/** What stands where nobody has signed: at the first and the last of a day there is nobody; else somebody still has to. */
export function unsigned({
  kind,
}: Pick<GateHandoverRow, 'kind'>): 'gateHandover.nobody' | 'gateHandover.notYet' {
  return kind === 'shift' ? 'gateHandover.notYet' : 'gateHandover.nobody'
}
