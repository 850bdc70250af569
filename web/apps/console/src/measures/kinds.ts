import type {
  AppealBy,
  MeasureCallFor,
  MeasureAppealOutcome,
  MeasureEnd,
  MeasureOrigin,
  MeasureState,
  MeasureView,
  ReadingWay,
  SampleMethod,
  SampleResult,
  Symptom,
} from '@gridward/api'

/** The lists that people work by, and what stands beside them. */
export const LISTS: MeasureView[] = [
  'open',
  'to_decide',
  'to_confirm',
  'in_force',
  'missed',
  'test_today',
  'ending_today',
  'overdue',
  'appealed',
  'over',
]
export const VIEWS = [...LISTS, 'moves', 'calendar', 'transfers'] as const

export const ORIGINS: MeasureOrigin[] = ['pushed', 'self_found', 'gate', 'resident', 'tracing']
/** Ends that somebody may choose; an appeal that was upheld ends a measure by itself. */
export const ENDS: MeasureEnd[] = ['released', 'early', 'ruled_out', 'replaced', 'rule_ended', 'deceased']
export const OBJECTORS: AppealBy[] = ['oneself', 'guardian', 'family']
export const OUTCOMES: MeasureAppealOutcome[] = ['rejected', 'changed', 'upheld']
export const WAYS: ReadingWay[] = ['visit', 'call', 'self']
export const SYMPTOMS: Symptom[] = ['cough', 'sore_throat', 'fatigue', 'diarrhoea', 'breathless', 'other']

export const STATE_TAG: Record<MeasureState, string> = {
  proposed: 'gw-tag--attention',
  decided: 'gw-tag--attention',
  in_force: '',
  refused: 'gw-tag--quiet',
  ended: 'gw-tag--quiet',
}

export const METHODS: SampleMethod[] = ['nucleic_acid', 'antigen']
export const RESULTS: SampleResult[] = ['negative', 'positive', 'invalid']
/** What somebody under a measure may need; what is medical goes first. */
export const NEEDS: MeasureCallFor[] = ['medicine', 'food', 'care', 'other']
/** What is noted while somebody is looked after. */
export type FollowAct = 'sample' | 'result' | 'need'

/** What can be done about a measure in a dialog. */
export type MeasureAct =
  'decide' | 'confirm' | 'end' | 'transfer' | 'appeal' | 'appeal_decision' | 'place' | 'reading'
