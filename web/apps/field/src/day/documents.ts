/** Points, patrols, logs and sheets as the server takes them (work/patrols/schemas). Moments are ISO with an offset. */
import type { Document } from '@gridward/offline'

export const PATROL_KINDS = ['patrol', 'gate', 'facility'] as const
export type PatrolKind = (typeof PATROL_KINDS)[number]

export const FINDING_CATEGORIES = ['gate', 'facility', 'violation', 'environment', 'safety', 'other'] as const
export type FindingCategory = (typeof FINDING_CATEGORIES)[number]

/** A place of the grid that patrols come by. */
export interface PhonePoint extends Document {
  name: string
  place: string
}

export interface Stop {
  point_id: string | null
  name: string
  at: string
  found: 'nothing' | 'finding'
}

export interface Finding {
  category: FindingCategory
  text: string
  place: string
  /** What was done about it; empty for nothing yet. */
  handled: string
}

export interface RunningPatrol {
  id: string
  grid_id: string
  kind: PatrolKind
  started_at: string
  stops: Stop[]
  findings: Finding[]
  note: string
}

export interface Patrol extends RunningPatrol {
  ended_at: string
}

export interface LogTexts {
  work: string
  handling: string
  result: string
}

export interface Log extends LogTexts {
  id: string
  grid_id: string
  day: string
  from: string
  to: string
  /** SVG path data in a box of 600 by 200. */
  signature: string
  /** The log of which this is the next version. */
  corrects?: string
  reason?: string
}

export interface Sheet {
  id: string
  grid_id: string
  day: string
  /** As they were shown. */
  figures: Record<string, number>
  note: string
}

/** The longest texts that the server takes. */
export const MOST = { place: 60, address: 200, note: 500, text: 4000, reason: 200, stops: 200, findings: 100 }
