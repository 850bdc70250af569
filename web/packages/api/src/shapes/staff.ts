/** The people of the service and the log on the wire. */
import type { HeldPost } from './common'

export interface Appointment {
  id: string
  post: string
  unit_name: string
  unit_code: string
  acting: boolean
  since: string
  until: string | null
}

export interface MemberRow {
  id: string
  name: string
  employer: string
  phone: string
  posts: HeldPost[]
  has_account: boolean
}

export interface Member extends MemberRow {
  appointments: Appointment[]
}

export interface PostOfUnit {
  post: string
  unit_name: string
  unit_code: string
  required: number
  holders: { id: string; name: string; acting: boolean; since: string }[]
}

export interface RoleMatrix {
  permissions: { code: string; sentence: string }[]
  roles: { code: string; name: string; permissions: string[] }[]
}

export interface AuditLine {
  id: string
  number: number
  at: string
  actor: string
  kind: string
  sentence: string
  reason: string
}

export interface AuditVerdict {
  lines: number
  whole: boolean
  broken_at: number | null
  sentence: string
}
