/** The street's clock, whatever clock the browser keeps. China has one zone and no summer time. */
const timeZone = 'Asia/Shanghai'

/** Now as `YYYY-MM-DDTHH:mm`. */
export function localNow(): string {
  return new Date().toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T')
}

/** A local time `YYYY-MM-DDTHH:mm` as the server takes it. */
export function asMoment(local: string): string {
  return `${local}:00+08:00`
}

/** So many days after a day `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
