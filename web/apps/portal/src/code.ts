/**
 * The code of a slip, as `src/gridward/exchange/portal/rules/tokens.py` makes it: 26 signs drawn by lot and two that check
 * them, so that a slip of the finger is found before anything is asked.
 */
export const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const LENGTH = 28
const PRIME = 1021
const GROUP = 4

/** What was typed as a code: any case, O for 0, I or L for 1, without what stands between. */
export function plainCode(typed: string): string {
  const alike = typed.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
  return [...alike].filter((sign) => SIGNS.includes(sign)).join('')
}

/** Whether the two last signs check the others. */
export function holds(code: string): boolean {
  if (code.length !== LENGTH) return false
  const rest = [...code.slice(0, -2)].reduce((sum, sign) => (sum * 32 + SIGNS.indexOf(sign)) % PRIME, 0)
  return code.endsWith(`${SIGNS[Math.floor(rest / 32)]}${SIGNS[rest % 32]}`)
}

/** Four signs at a time, as on the paper. */
export function inGroups(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join(' ')
}
