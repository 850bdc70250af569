/** Where somebody sets out from for duty, as forms of desks and phones have it. */
import type { HomePoint, OwnHome } from './shapes'

/** Decimals of a degree that are kept, as the server keeps them: no better point leaves the device. */
const PLACES = 3
const EARTH_KM = 6371
const RADIANS = Math.PI / 180

export type HomeChoice = OwnHome['choices'][number]

/** Degrees as they are typed and shown, empty where none is said. */
export interface HomeForm {
  longitude: string
  latitude: string
}

export function homeForm(at?: HomePoint | null): HomeForm {
  if (!at) return { longitude: '', latitude: '' }
  return { longitude: at.longitude.toFixed(PLACES), latitude: at.latitude.toFixed(PLACES) }
}

/** What the form says, rounded; nothing where it says no point of the earth. */
export function homePoint({ longitude, latitude }: HomeForm): HomePoint | undefined {
  const x = Number(longitude.trim() || NaN)
  const y = Number(latitude.trim() || NaN)
  if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) return undefined
  return { longitude: Number(x.toFixed(PLACES)), latitude: Number(y.toFixed(PLACES)) }
}

/** The place in the list that a form means: the one that was picked, else the first whose rounded middle it is; else -1. */
export function choiceOf(form: HomeForm, choices: HomeChoice[], picked = -1): number {
  const isIt = (choice?: HomeChoice): boolean => {
    const { longitude, latitude } = homeForm(choice)
    return !!choice && longitude === form.longitude && latitude === form.latitude
  }
  return isIt(choices[picked]) ? picked : choices.findIndex(isIt)
}

/** The grid or compound whose middle is nearest, and how many kilometres away: 0 where both are rounded to the same. */
export function nearestHome(
  at: HomePoint,
  choices: HomeChoice[],
): { choice: HomeChoice; km: number } | undefined {
  const same = choices[choiceOf(homeForm(at), choices)]
  if (same) return { choice: same, km: 0 }
  const [best] = choices
    .map((choice) => ({ choice, km: kmBetween(at, choice) }))
    .sort((one, other) => one.km - other.km)
  return best
}

/** Flat: over a city that is right to a part in a thousand. */
function kmBetween(one: HomePoint, other: HomePoint): number {
  const north = (one.latitude - other.latitude) * RADIANS
  const middle = ((one.latitude + other.latitude) / 2) * RADIANS
  const east = (one.longitude - other.longitude) * RADIANS * Math.cos(middle)
  return EARTH_KM * Math.hypot(north, east)
}
