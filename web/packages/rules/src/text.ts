/** Typed text made plain, as `src/gridward/kernel/codes/text.py` does. */

const DASHES = /[‐‒–—―−]/g
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu

/** Half width, upper case, without spaces, invisible characters and leading apostrophes; all dashes are "-". */
export function tidy(text: string): string {
  const plain = text.normalize('NFKC').replace(DASHES, '-').replace(INVISIBLE, '')
  return plain.replace(/^['’‘]+/, '').toUpperCase()
}
