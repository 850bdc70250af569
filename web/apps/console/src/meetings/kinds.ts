/** The closed lists of meetings; their words stand in the catalogues. */
import type { AttendanceState, BulletinFormat, MeetingState, PaperFormat } from '@gridward/api'

export const ATTENDANCE_STATES: readonly AttendanceState[] = ['present', 'excused', 'absent', 'stand_in']
export const BULLETIN_FORMATS: BulletinFormat[] = ['docx', 'pdf', 'txt']
export const MINUTES_FORMATS: PaperFormat[] = ['pdf', 'docx']

/** The steps of a meeting, in their order: each is a view of its page. */
export const STEPS = ['agenda', 'attendance', 'decisions', 'minutes', 'bulletin'] as const
export type Step = (typeof STEPS)[number]

export const STATE_TAG: Record<MeetingState, string> = {
  planned: '',
  under_way: 'gw-tag--attention',
  ended: 'gw-tag--good',
  cancelled: '',
}
