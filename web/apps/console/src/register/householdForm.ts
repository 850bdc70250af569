/** The head of Annex 3 as it is typed, and what of it changed. */
import type { Household, HouseholdState, Tenure } from '@gridward/api'
import type { ChosenPlace } from './place'

export interface HouseholdForm {
  tenure: Tenure
  state: HouseholdState
  note: string
  /** Where it stands; nothing while another place is being looked for. */
  place: ChosenPlace | undefined
}

export function formOf({ tenure, state, note, address_text }: Household): HouseholdForm {
  return { tenure, state, note, place: { label: address_text } }
}

/** Only what differs, so that what nobody touched stays as somebody else may have made it. */
export function changesOf(form: HouseholdForm, before: HouseholdForm) {
  const { tenure, state, note } = form
  return {
    ...(tenure === before.tenure ? {} : { tenure }),
    ...(state === before.state ? {} : { state }),
    ...(note === before.note ? {} : { note }),
  }
}
