/** The head of Annex 4 as it is typed, and what of it goes to the server. */
import type { Measure, Organisation, OrganisationIn, OrganisationKind, Trading } from '@gridward/api'
import { answerOf, factOf, type Answer } from './residentForm'

export interface OrganisationForm {
  name: string
  kind: OrganisationKind
  trading: Trading
  credit_code: string
  legal_representative: string
  phone: string
  industry: string
  note: string
  resumption_filed: Answer
  measures: Measure[]
}

export function emptyOrganisation(): OrganisationForm {
  return {
    name: '',
    kind: 'enterprise',
    trading: 'open',
    credit_code: '',
    legal_representative: '',
    phone: '',
    industry: '',
    note: '',
    resumption_filed: '',
    measures: [],
  }
}

/** The phone comes masked and stays empty here: an empty box leaves it as it is. */
export function formOf(organisation: Organisation): OrganisationForm {
  const { name, kind, trading, credit_code, legal_representative, industry, note, situation } = organisation
  return {
    ...{ name, kind, trading, credit_code, legal_representative, industry, note },
    phone: '',
    resumption_filed: answerOf(situation?.resumption_filed),
    measures: situation?.measures ?? [],
  }
}

/** Annex 4's own lines, without what an epidemic adds. */
export function bodyOf(form: OrganisationForm): OrganisationIn {
  const { name, kind, trading, credit_code, legal_representative, phone, industry, note } = form
  return { name, kind, trading, credit_code, legal_representative, phone, industry, note }
}

export function changesOf(form: OrganisationForm, before: OrganisationForm, maySituation: boolean) {
  const changed = Object.entries(bodyOf(form)).filter(
    ([key, value]) => value !== before[key as keyof OrganisationForm],
  )
  const { measures, resumption_filed } = form
  const differs = resumption_filed !== before.resumption_filed || `${measures}` !== `${before.measures}`
  return { ...Object.fromEntries(changed), ...(maySituation && differs && { situation: situationOf(form) }) }
}

/** What an epidemic asks of an organisation. */
export function situationOf({ measures, resumption_filed }: OrganisationForm) {
  return { measures, resumption_filed: factOf(resumption_filed) }
}
