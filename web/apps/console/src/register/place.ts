/** Where a household or an organisation is: a known door, building or site, or words with a grid. */
export interface ChosenPlace {
  label: string
  dwelling?: string
  building?: string
  site?: string
  grid?: string
  text?: string
}

export function householdPlace({ dwelling, grid, text }: ChosenPlace) {
  return dwelling ? { dwelling_id: dwelling } : { grid_id: grid, address_text: text ?? '' }
}

export function organisationPlace({ building, site, grid, text }: ChosenPlace) {
  return { building_id: building, site_id: site, grid_id: grid, address_text: text ?? '' }
}
