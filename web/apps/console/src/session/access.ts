/** Which permission opens which door of the console. The server decides again on every call. */
import type { Me } from '@gridward/api'

export const DOORS = {
  overview: 'territory.read',
  territory: 'territory.read',
  territoryChange: 'territory.change',
  cover: 'territory.read',
  register: 'register.read',
  registerChange: 'register.change',
  situation: 'situation.read',
  situationChange: 'situation.change',
  reveal: 'register.reveal',
  print: 'register.export',
  imports: 'roster.import',
  rounds: 'work.read',
  roundLead: 'round.lead',
  visitRecord: 'visit.record',
  day: 'work.read',
  logWrite: 'log.write',
  logCountersign: 'log.countersign',
  orders: 'work.read',
  orderOpen: 'order.open',
  orderWork: 'order.work',
  orderDispatch: 'order.dispatch',
  orderKinds: 'order.kinds',
  wall: 'board.wall',
  care: 'care.keep',
  inspections: 'work.read',
  inspectionRecord: 'inspection.record',
  inspectionLead: 'inspection.lead',
  filingReview: 'filing.review',
  meetings: 'work.read',
  meetingLead: 'meeting.lead',
  outreach: 'work.read',
  outreachKeep: 'outreach.keep',
  noticeSend: 'notice.send',
  gates: 'work.read',
  gateLead: 'gate.lead',
  gateKeep: 'gate.keep',
  passes: 'register.read',
  passIssue: 'pass.issue',
  passageSearch: 'passage.search',
  watchKeep: 'watch.keep',
  riskKeep: 'risk.keep',
  lists: 'screening.keep',
  measures: 'measure.see',
  tracing: 'tracing.read',
  tracingDecide: 'tracing.decide',
  measurePropose: 'measure.propose',
  measureFollow: 'measure.follow',
  rota: 'staff.read',
  rotaPlan: 'rota.plan',
  supplies: 'work.read',
  supplyAsk: 'supply.ask',
  supplyArticles: 'supply.articles',
  staff: 'staff.read',
  staffChange: 'staff.change',
  oversee: 'staff.oversee',
  recognise: 'staff.recognise',
  teamChange: 'team.change',
  accountChange: 'account.change',
  response: 'territory.read',
  responseSwitch: 'response.switch',
  health: 'territory.read',
  ruleBooks: 'territory.read',
  ruleBooksWrite: 'rulebooks.write',
  reports: 'report.read',
  reportSign: 'report.sign',
  reportLayout: 'report.layout',
  audit: 'audit.read',
  exportOversee: 'export.oversee',
} as const

export type Door = keyof typeof DOORS

/** Doors that open only to those who answer for the whole street, not for some of its grids. */
const WHOLE_STREET: Door[] = ['cover']

export function mayOpen(me: Me | undefined, door: Door | undefined): boolean {
  if (!me) return false
  if (door === undefined) return true
  return me.permissions.includes(DOORS[door]) && (!WHOLE_STREET.includes(door) || answersForStreet(me))
}

function answersForStreet({ account, posts }: Me): boolean {
  return account.is_administrator || posts.some(({ grid_id }) => grid_id === null)
}
