import type { GateHandoverRow } from '@gridward/api'

/** How each state looks: what is done, what waits, what somebody has to look at. */
export const STATE_TAG: Record<GateHandoverRow['state'], string> = {
  begun: 'gw-tag--attention',
  signed: 'gw-tag--attention',
  confirmed: 'gw-tag--good',
  questioned: 'gw-tag--bad',
  crossed: 'gw-tag--quiet',
}
