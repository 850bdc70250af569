/** The kinds of acts a reader filters the record by: each a word and how the acts of that kind begin. */
export const ACTS = [
  { name: 'revealed', begins: 'register.revealed' },
  { name: 'household', begins: 'register.household' },
  { name: 'resident', begins: 'register.resident' },
  { name: 'organisation', begins: 'register.organisation' },
  { name: 'contact', begins: 'register.contact' },
  { name: 'employee', begins: 'register.employee' },
  { name: 'situation', begins: 'register.situation' },
  { name: 'conflict', begins: 'register.conflict' },
  { name: 'roster', begins: 'register.roster' },
  { name: 'territory', begins: 'territory.' },
  { name: 'phone', begins: 'staff.member_phone' },
  { name: 'member', begins: 'staff.member' },
  { name: 'appointment', begins: 'staff.appoint' },
  { name: 'group', begins: 'staff.seat' },
  { name: 'teamPhone', begins: 'staff.team_phone' },
  { name: 'team', begins: 'staff.team' },
  { name: 'shortage', begins: 'staff.shortage' },
  { name: 'handover', begins: 'staff.hand' },
  { name: 'paper', begins: 'staff.paper' },
  { name: 'account', begins: 'staff.account' },
  { name: 'password', begins: 'staff.password' },
  { name: 'signIn', begins: 'staff.sign' },
  { name: 'round', begins: 'rounds.' },
  { name: 'selfDeclared', begins: 'portal.' },
  { name: 'patrol', begins: 'patrols.' },
  { name: 'outreach', begins: 'notices.' },
  { name: 'order', begins: 'workorders.' },
  { name: 'care', begins: 'care.' },
  { name: 'inspection', begins: 'inspections.' },
  { name: 'meeting', begins: 'meetings.' },
  { name: 'workPhone', begins: 'sync.' },
  { name: 'report', begins: 'reports.' },
  { name: 'exported', begins: 'audit.export' },
  { name: 'alert', begins: 'audit.alert' },
  { name: 'limits', begins: 'audit.limits' },
  { name: 'system', begins: '' },
] as const satisfies { name: string; begins: string }[]

/** The kind of one act; whatever has no kind of its own is the system's. */
export function actOf(act: string): (typeof ACTS)[number]['name'] {
  return ACTS.find(({ begins }) => act.startsWith(begins))?.name ?? 'system'
}
