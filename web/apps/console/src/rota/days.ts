/** Days as `YYYY-MM-DD` and moments by the street's clock, eight hours before universal time all year. */
const ZONE = '+08:00'
const timeZone = 'Asia/Shanghai'
const DAY_MS = 86_400_000

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return dayAfter(day, 1 - weekdayOf(day))
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** So many days from one on. */
export function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, number) => dayAfter(first, number))
}

/** The day on which a moment lies. */
export function dayOf(moment: string): string {
  return new Date(moment).toLocaleDateString('sv-SE', { timeZone })
}

/** The moment of a time `HH:mm` of a day. */
export function momentOf(day: string, time: string): string {
  return `${day}T${time}:00${ZONE}`
}

/** From and until on a day; one that ends no later than it begins ends on the next day. */
export function momentsOf(day: string, begins: string, ends: string): [string, string] {
  return [momentOf(day, begins), momentOf(ends > begins ? day : dayAfter(day, 1), ends)]
}

/** Month and day alone, as a week's columns have them: 11-30. */
export function shortDay(day: string): string {
  return day.slice(5)
}

/** Minutes between two times of the clock; of a whole day where both are the same. */
export function minutesBetween(begins: string, ends: string): number {
  const told = minuteOf(ends) - minuteOf(begins)
  return told > 0 ? told : told + 24 * 60
}

/** The time so many minutes after another. */
export function timeAfter(begins: string, minutes: number): string {
  const at = (minuteOf(begins) + minutes) % (24 * 60)
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes as hours with one figure behind the point at most. */
export function hoursOf(minutes: number): number {
  return Math.round(minutes / 6) / 10
}
