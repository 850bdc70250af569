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

export type HealthDesk = Schemas['DeskOut']
export type DeskWaiting = Schemas['WaitingOut']
