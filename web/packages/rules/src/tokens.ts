/**
 * The code of a pass, as `src/gridward/work/checkpoints/rules/tokens.py` writes it:
 *
 *     GW1 + base32( version 1 | key 4 | pass 16 | kind 1 | issue 1 | begins 4 | ends 4 | signature 64 )
 *
 * Numbers are big-endian; instants are whole minutes since 1970; `key` is the beginning of the SHA-256 of the public
 * key; the signature is ECDSA over P-256 with SHA-256 of all that stands before it.
 */
import { bytesOf, hexOf, uuidOf, type Bytes } from './bytes'
import { PASS_KINDS, type PassToken, type Read, type TokenFault } from './terms'

const PREFIX = 'GW1'
const VERSION = 1
const BODY = 31
const CHARACTERS = 152
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const MINUTE = 60_000
/** What Python takes for a blank, and hyphens. */
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000-]/g

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' }

/** Keys by the four bytes that name them, in hexadecimal. */
export type TokenKeys = ReadonlyMap<string, CryptoKey>

/** Public keys of 65 bytes each, uncompressed, in hexadecimal; rejects when one is no point of the curve. */
export async function importKeys(publics: readonly string[], crypto = globalThis.crypto): Promise<TokenKeys> {
  const named = publics.map(async (hex): Promise<[string, CryptoKey]> => {
    const raw = bytesOf(hex)
    const digest = await crypto.subtle.digest('SHA-256', raw)
    const key = await crypto.subtle.importKey('raw', raw, CURVE, false, ['verify'])
    return [hexOf(new Uint8Array(digest, 0, 4)), key]
  })
  return new Map(await Promise.all(named))
}

/**
 * What a code says, whoever typed or scanned it: blanks, hyphens and small letters do not matter. Whether the pass holds
 * is `passState`.
 */
export async function readToken(
  text: string,
  keys: TokenKeys,
  crypto = globalThis.crypto,
): Promise<Read<PassToken, TokenFault>> {
  const { value: bytes, wrong } = signedBytes(text)
  if (wrong) return { wrong }
  const body = bytes.slice(0, BODY)
  const { version, name, token } = unpack(body)
  if (version !== VERSION || !token) return { wrong: 'not_ours' }
  const key = keys.get(name)
  if (!key) return { wrong: 'key_unknown' }
  const isSigned = await crypto.subtle.verify(SIGNATURE, key, bytes.slice(BODY), body)
  return isSigned ? { value: token } : { wrong: 'forged' }
}

function signedBytes(text: string): Read<Bytes, TokenFault> {
  const tidy = text.replace(BLANK, '').toUpperCase()
  if (!tidy.startsWith(PREFIX)) return { wrong: 'not_ours' }
  const code = [...tidy.slice(PREFIX.length)]
  if (code.length !== CHARACTERS) return { wrong: code.length < CHARACTERS ? 'cut' : 'not_ours' }
  const values = code.map((letter) => ALPHABET.indexOf(letter))
  return values.includes(-1) ? { wrong: 'not_ours' } : { value: fromBase32(values) }
}

/** Bytes of five-bit values; eight of these make five bytes. */
function fromBase32(values: readonly number[]): Bytes {
  const bytes = new Uint8Array((values.length * 5) / 8)
  let [pending, bits, place] = [0, 0, 0]
  for (const value of values) {
    pending = ((pending << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[place++] = pending >> bits
  }
  return bytes
}

/** The fields of a body; no token where its kind is none. */
function unpack(body: Bytes): { version: number; name: string; token?: PassToken } {
  const view = new DataView(body.buffer)
  const [version, name] = [view.getUint8(0), hexOf(body.subarray(1, 5))]
  const kind = PASS_KINDS[view.getUint8(21)]
  if (!kind) return { version, name }
  const [begins, ends] = [view.getUint32(23) * MINUTE, view.getUint32(27) * MINUTE]
  return {
    version,
    name,
    token: { id: uuidOf(body.subarray(5, 21)), kind, issue: view.getUint8(22), begins, ends },
  }
}
