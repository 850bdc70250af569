/** The filters of the list of residents, as the address keeps them and as the server takes them. */

/** Whole years, both ends included: before school, under age, of working age, old, very old. */
export const AGES = [
  { code: 'infant', to: 6 },
  { code: 'minor', from: 7, to: 17 },
  { code: 'adult', from: 18, to: 59 },
  { code: 'elder', from: 60 },
  { code: 'aged', from: 80 },
]

export function foundOf({ age, ...plain }: Partial<Record<string, string>>): Record<string, unknown> {
  const band = AGES.find(({ code }) => code === age)
  return {
    ...plain,
    ...(band?.from === undefined ? {} : { age_from: band.from }),
    ...(band?.to === undefined ? {} : { age_to: band.to }),
  }
}
