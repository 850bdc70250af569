/** Typed text made plain, as `src/gridward/kernel/codes/text.py` does. */

const DASHES = /[‐‒–—―−]/g
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu

/** Half width, upper case, without spaces, invisible characters and leading apostrophes; all dashes are "-". */
export function tidy(text: string): string {
  const plain = text.normalize('NFKC').replace(DASHES, '-').replace(INVISIBLE, '')
  return plain.replace(/^['’‘]+/, '').toUpperCase()
}

const WHOLE_FLOAT = /^(\d{1,15})\.0*$/

/** The digits of such as `13800138000.0`, which a spreadsheet makes, when a number can hold them all. */
export function wholeNumber(tidied: string): string {
  return tidied.replace(WHOLE_FLOAT, '$1')
}
