/** A refusal because others changed the same: both values, and the command that is left when one has chosen. */
import type { Content, Given } from '@gridward/offline'

export interface Clash {
  field: string
  before: string | null
  mine: string | null
  theirs: string | null
  by: string
  at: string
}

export interface Conflict {
  version: number
  fields: Clash[]
}

export type Side = 'mine' | 'theirs'

/** Fields of a content that are one thing to the reader. */
const PARTS: Partial<Record<string, string[]>> = {
  document: ['document', 'document_kind', 'document_missing', 'birth_date', 'sex'],
  place: ['dwelling_id', 'building_id', 'site_id', 'address_text', 'grid_id'],
}

/** What stays of a content that is all taken back. */
const BONES = ['id', 'household_id', 'organisation_id', 'version']

/** What has fields of its own. */
const INSIDE = ['situation', 'contacts']

export function conflictOf({ refusal }: Given): Conflict | undefined {
  if (refusal?.code !== 'changed_meanwhile') return undefined
  const { version, fields } = refusal.details
  if (typeof version !== 'number' || !Array.isArray(fields)) return undefined
  return { version, fields: fields as Clash[] }
}

/**
 * The content to give again: seen at the version where the other's word stands, without the fields where that word is
 * kept. Undefined when nothing of one's own is left.
 */
export function decided(
  content: Content,
  conflict: Conflict,
  picks: Record<string, Side>,
): Content | undefined {
  const theirs = conflict.fields.map(({ field }) => field).filter((field) => picks[field] === 'theirs')
  const gone = new Set(theirs.flatMap((field) => PARTS[field] ?? [field]))
  const whole = without(content, gone.add('after'))
  const inside = INSIDE.filter((name) => isRecord(whole[name])).map((name) => [
    name,
    without(whole[name] as Record<string, unknown>, gone),
  ])
  const left = { ...without(whole, new Set(INSIDE)), ...withoutEmpty(Object.fromEntries(inside)) }
  if (!Object.keys(left).some((name) => !BONES.includes(name))) return undefined
  return { ...left, id: content.id, version: conflict.version }
}

function without(record: Record<string, unknown>, gone: Set<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !gone.has(name)))
}

function withoutEmpty(records: Record<string, object>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(records).filter(([, one]) => Object.keys(one).length))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
