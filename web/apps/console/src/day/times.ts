/** The street's clock, whatever clock the browser keeps. */
const timeZone = 'Asia/Shanghai'

/** The time of a moment as `HH:mm`. */
export function timeOf(moment: string): string {
  return new Date(moment).toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' })
}

/** From when to when, as `HH:mm–HH:mm`. */
export function spanOf(start: string, end: string): string {
  return `${timeOf(start)}–${timeOf(end)}`
}

/** A whole hour as `HH:00`; 24 ends the day. */
export function hourOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
