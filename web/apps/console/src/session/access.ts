/** Which permission opens which door of the console. The server decides again on every call. */
import type { Me } from '@gridward/api'

export const DOORS = {
  overview: 'territory.read',
  territory: 'territory.read',
  register: 'register.read',
  registerChange: 'register.change',
  reveal: 'register.reveal',
  imports: 'roster.import',
  staff: 'staff.read',
  staffChange: 'staff.change',
  accountChange: 'account.change',
  audit: 'audit.read',
} as const

export type Door = keyof typeof DOORS

export function mayOpen(me: Me | undefined, door: Door | undefined): boolean {
  if (!me) return false
  return door === undefined || me.permissions.includes(DOORS[door])
}
