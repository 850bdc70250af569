const A_DAY = 24 * 60 * 60 * 1000

/** So many days after a day (`YYYY-MM-DD`). */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * A_DAY).toISOString().slice(0, 10)
}
