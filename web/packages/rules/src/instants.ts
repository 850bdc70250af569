/** Instants: ISO 8601 with a zone in JSON, milliseconds since 1970 inside. */

const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})$/
const ZONE = /^([+-])([01]\d|2[0-3]):([0-5]\d)$/
const MINUTE = 60_000

/**
 * The instant of such as `2022-04-01T08:00:00+08:00`; what is finer than a millisecond is cut off. Throws a RangeError
 * for what is no instant: without a zone, or of a day that there is not.
 */
export function instantFrom(text: string): number {
  const [, minutes = '', seconds = ':00', fraction = '', zone = ''] = FORM.exec(text) ?? []
  const local = `${minutes}${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
  const at = Date.parse(local)
  // Browsers carry the thirtieth of February over to March.
  if (Number.isNaN(at) || new Date(at).toISOString() !== local) throw new RangeError('no instant with a zone')
  return at - ahead(zone)
}

/** How far a zone is ahead of UTC, in milliseconds. */
function ahead(zone: string): number {
  if (zone === 'Z') return 0
  const [, sign, hours, minutes] = ZONE.exec(zone) ?? []
  if (!sign) throw new RangeError('no zone')
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE
}
