/**
 * The data key of an account and the two ways to it. It is never stored plain, but sealed twice over:
 *
 * - with a key made from the PIN, and that again with a key which this browser holds and does not give out, so that a
 *   copy of the stored rows alone cannot be tried with all PINs elsewhere;
 * - with the secret that the server keeps for this device and tells its signed-in owner alone, so that a PIN that was
 *   forgotten or used up loses nothing that was typed.
 */
import { fromBase64, randomBytes, Sealer, type Bytes, type Sealed } from './sealing'

export interface PinWrap {
  salt: Bytes
  rounds: number
  sealed: Sealed
}

/** A key that stays in this browser: it can be used here, not read. */
export function newDeviceKey(crypto: Crypto): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export function newDataKey(crypto: Crypto): Bytes {
  return randomBytes(crypto, 32)
}

export async function wrapWithPin(
  crypto: Crypto,
  deviceKey: CryptoKey,
  pin: string,
  rounds: number,
  dataKey: Bytes,
): Promise<PinWrap> {
  const salt = randomBytes(crypto, 16)
  const inner = await (await pinSealer(crypto, pin, salt, rounds)).sealBytes('pin', dataKey)
  return { salt, rounds, sealed: await Sealer.with(crypto, deviceKey).sealBytes('pin', inner) }
}

/** The data key, or null when this is not the PIN. */
export async function openWithPin(
  crypto: Crypto,
  deviceKey: CryptoKey,
  pin: string,
  wrap: PinWrap,
): Promise<Bytes | null> {
  const inner = await Sealer.with(crypto, deviceKey).openBytes('pin', wrap.sealed)
  const sealer = await pinSealer(crypto, pin, wrap.salt, wrap.rounds)
  return sealer.openBytes('pin', inner).catch(() => null)
}

export async function wrapWithSecret(crypto: Crypto, secret: string, dataKey: Bytes): Promise<Sealed> {
  return (await Sealer.of(crypto, fromBase64(secret))).sealBytes('secret', dataKey)
}

export async function openWithSecret(crypto: Crypto, secret: string, sealed: Sealed): Promise<Bytes> {
  return (await Sealer.of(crypto, fromBase64(secret))).openBytes('secret', sealed)
}

async function pinSealer(crypto: Crypto, pin: string, salt: Bytes, iterations: number): Promise<Sealer> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return Sealer.of(crypto, new Uint8Array(await crypto.subtle.deriveBits(algorithm, typed, 256)))
}
