import type {
  AnswerKind,
  DeskVisitIn,
  QuestionAbout,
  RoundState,
  TargetKind,
  VisitOutcome,
} from '@gridward/api'

export const ROUND_STATES: RoundState[] = ['open', 'draft', 'closed']
export const TARGET_KINDS: TargetKind[] = ['household', 'organisation']
export const ABOUTS: QuestionAbout[] = ['household', 'person']
export const ANSWER_KINDS: AnswerKind[] = ['yes_no', 'choice', 'number', 'text', 'date']
/** The ways of whoever enters a visit; what a household declared itself comes by its declaration. */
export type EnteredWay = NonNullable<DeskVisitIn['way']>
export const WAYS: EnteredWay[] = ['paper', 'telephone', 'in_person']
export { AWAYS } from '@gridward/api'

/** In the order of the digit keys at the entry from paper: the frequent ones first. */
export const OUTCOMES: VisitOutcome[] = [
  'met',
  'no_answer',
  'away',
  'refused',
  'moved_out',
  'empty',
  'wrong_address',
  'new_people',
]

/** Somebody opened and spoke, so that the round's questions were asked. */
export const MET: VisitOutcome[] = ['met', 'new_people']

/** How a state looks, as a class of the tag. */
export const STATE_TAG: Record<RoundState, string> = {
  open: 'gw-tag--good',
  draft: 'gw-tag--attention',
  closed: 'gw-tag--quiet',
}
