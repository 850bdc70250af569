const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Shanghai keeps one time all year. */
const ZONE_MS = 8 * HOUR_MS

/** An instant's hour as the street counts it, such as 08:00–09:00. */
export function hourOf(instant: string): string {
  const hour = Math.floor(((Date.parse(instant) + ZONE_MS) % DAY_MS) / HOUR_MS)
  return `${clock(hour)}–${clock(hour + 1)}`
}

/** The instant at which an hour of a day begins. */
export function beginOf(day: string, hour: number): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * HOUR_MS).toISOString()
}

/** The hour in which now is. */
export function hourNow(now = Date.now()): number {
  return Math.floor(((now + ZONE_MS) % DAY_MS) / HOUR_MS)
}

/** A day so many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
