import type { components } from '../schema'

type Schemas = components['schemas']

/** Risk areas: where they are, what a notice says and changes, and what stays propose. */
export type RiskArea = Schemas['RiskAreaOut']
export type RiskAreaIn = Schemas['RiskAreaIn']
export type RiskSpot = Schemas['RiskSpotOut']
export type RiskNoticeIn = Schemas['RiskNoticeIn']
export type RiskNoticeRow = Schemas['RiskNoticeRow']
export type RiskPreview = Schemas['RiskPreviewOut']
export type RiskAsked = Schemas['RiskAskedOut']
export type RiskStayIn = Schemas['RiskStayIn']
export type AreaLevel = Schemas['AreaLevel']
export type Nearness = Schemas['Nearness']

export type HealthDesk = Schemas['HealthDeskOut']
export type DeskWaiting = Schemas['DeskWaitingOut']

/** Tracing: cases, whom they met, what was decided, drawings, what if. */
export type TracingCaseRow = Schemas['TracingCaseRow']
export type TracingCase = Schemas['TracingCaseOut']
export type TracingCaseIn = Schemas['TracingCaseIn']
export type TracingTerms = Schemas['TracingTermsOut']
export type TracingLookback = Schemas['TracingLookbackOut']
export type TracingRun = Schemas['TracingRunOut']
export type TracingTrial = Schemas['TracingTrialOut']
export type TracedContactRow = Schemas['TracedContactRow']
export type TracedContact = Schemas['TracedContactOut']
export type TracingDecisionIn = Schemas['TracingDecisionIn']
export type TracingDrawings = Schemas['TracingDrawingsOut']
export type TracingEvidenceKind = Schemas['EvidenceKind']
export type ContactDecision = Schemas['ContactDecision']
export type ContactView = Schemas['ContactView']
export type DecisionReason = Schemas['DecisionReason']
export type TracingCaseState = Schemas['CaseState']
/** Who came from elsewhere: what is told, what the stays propose, what was decided. */
export type Arrival = Schemas['ArrivalOut']
export type ArrivalRow = Schemas['ArrivalRow']
export type ArrivalIn = Schemas['ArrivalIn']
export type ArrivalState = Schemas['ArrivalState']
export type ArrivalClass = Schemas['KeyPerson']
export type CameBy = Schemas['CameBy']
export type ToldBy = Schemas['ToldBy']
