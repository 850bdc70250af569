/** Times of a day by the phone's clock. */

/** 09:05. */
export function timeOf(moment: Date): string {
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${pad(moment.getHours())}:${pad(moment.getMinutes())}`
}

/** The moment of a time on a calendar day. */
export function momentAt(day: string, time: string): Date {
  return new Date(`${day}T${time}:00`)
}

export function dayBefore(day: string): string {
  const moment = new Date(`${day}T12:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() - 1)
  return moment.toISOString().slice(0, 10)
}
