/** Shapes of siting: studies, their roads, plans and what if. */
import type { components } from '../schema'

type Schemas = components['schemas']

export type SitingStudyRow = Schemas['SitingStudyRow']
export type SitingStudy = Schemas['SitingStudyOut']
export type SitingStudyIn = Schemas['SitingStudyIn']
export type SitingCosts = Schemas['SitingCosts']
export type SitingPlanRow = Schemas['SitingPlanRow']
export type SitingPlan = Schemas['SitingPlanOut']
export type SitingChanges = Schemas['SitingChanges']
export type SitingMap = Schemas['SitingMap']
export type SitingFeature = Schemas['SitingFeature']
export type SitingFigures = Schemas['SitingFigures']
export type SitingDifference = Schemas['SitingDifference']
export type SitingState = Schemas['SitingState']
export type GatesUse = Schemas['GatesUse']
