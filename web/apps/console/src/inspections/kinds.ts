import type {
  FacilityKind,
  FacilityState,
  FilingState,
  InspectionAnswer,
  InspectionOrder,
  RectificationReceipt,
  RectificationWay,
} from '@gridward/api'

/** The pages of inspections, in the order of their tabs. */
export const INSPECTION_PAGES = ['inspections', 'rectifications', 'facilities', 'filings']

export const ANSWERS: InspectionAnswer[] = ['fine', 'wanting', 'not_applicable']
export const WAYS: RectificationWay[] = ['in_person', 'left', 'post', 'electronic']
export const RECEIPTS: RectificationReceipt[] = ['signed', 'refused', 'none']
export const FACILITY_KINDS: FacilityKind[] = [
  'barrier',
  'fence',
  'gate_booth',
  'thermometer',
  'tent',
  'sign',
  'other',
]
export const FILING_STATES: FilingState[] = ['open', 'granted', 'refused', 'revoked']

export const ANSWER_TAG: Record<InspectionAnswer, string> = {
  fine: 'gw-tag--good',
  wanting: 'gw-tag--bad',
  not_applicable: 'gw-tag--quiet',
}
export const FACILITY_TAG: Record<FacilityState, string> = {
  sound: 'gw-tag--good',
  broken: 'gw-tag--bad',
  removed: 'gw-tag--quiet',
}
export const FILING_TAG: Record<FilingState, string> = {
  open: 'gw-tag--attention',
  granted: 'gw-tag--good',
  refused: 'gw-tag--bad',
  revoked: 'gw-tag--quiet',
}

/** How an order stands at a glance: over, risen, or under way. */
export function orderTag({ over, rung }: InspectionOrder): string {
  if (over) return 'gw-tag--good'
  return rung > 0 ? 'gw-tag--bad' : 'gw-tag--attention'
}
