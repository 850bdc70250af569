/** A log while it is written: what somebody changed of what is proposed; all else follows the day. */
import { newId } from '../components/ids'
import type { Log, LogTexts } from './documents'
import { momentAt, timeOf } from './times'

export interface LogForm extends Partial<LogTexts> {
  from?: string
  to?: string
  /** The log that it corrects, and why. */
  corrects: string
  reason: string
}

export interface LogShown extends LogTexts {
  from: string
  to: string
}

export type LogProblem = 'work' | 'times' | 'ahead' | 'reason'

const TOLERANCE_MS = 5 * 60_000
const SHORTEST_REASON = 2

export function emptyForm(): LogForm {
  return { corrects: '', reason: '' }
}

/** Of a log that stands, to be corrected. */
export function correctionOf(log: Log): LogForm {
  return { ...formOf(log), corrects: log.id, reason: '' }
}

/** Of a log that was refused, to be mended. */
export function formOf({ from, to, work, handling, result, corrects = '', reason = '' }: Log): LogForm {
  const times = { from: timeOf(new Date(from)), to: timeOf(new Date(to)) }
  return { ...times, work, handling, result, corrects, reason }
}

export function shownOf(form: LogForm, proposed: LogShown): LogShown {
  const { work, handling, result, from, to } = { ...proposed, ...said(form) }
  return { work, handling, result, from, to }
}

export function isChanged(form: LogForm): boolean {
  return Object.keys(said(form)).length > 0
}

export function problemOf(shown: LogShown, form: LogForm, day: string, now: Date): LogProblem | undefined {
  if (!shown.work.trim()) return 'work'
  if (!shown.from || !shown.to || shown.to <= shown.from) return 'times'
  if (momentAt(day, shown.to).getTime() > now.getTime() + TOLERANCE_MS) return 'ahead'
  return form.corrects && form.reason.trim().length < SHORTEST_REASON ? 'reason' : undefined
}

export function logFrom(
  shown: LogShown,
  form: LogForm,
  where: { day: string; grid: string },
  signature: string,
): Log {
  const { work, handling, result } = shown
  return {
    id: newId(),
    grid_id: where.grid,
    day: where.day,
    from: momentAt(where.day, shown.from).toISOString(),
    to: momentAt(where.day, shown.to).toISOString(),
    work: work.trim(),
    handling: handling.trim(),
    result: result.trim(),
    signature,
    ...(form.corrects ? { corrects: form.corrects, reason: form.reason.trim() } : {}),
  }
}

function said({ from, to, work, handling, result }: LogForm): Partial<LogShown> {
  const all = Object.entries({ from, to, work, handling, result })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}
