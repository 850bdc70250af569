/** A telephone number as people say it: a mobile of the mainland without +86; any other as it is stored, which can be dialled. */
export function saidNumber(stored: string): string {
  return stored.replace(/^\+86(?=1\d{10}$)/, '')
}
