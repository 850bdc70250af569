/** AES-256-GCM over what is stored: a new iv for each piece, bound to its place so that none can stand for another. */

export type Bytes = Uint8Array<ArrayBuffer>

/** 12 bytes of iv, then the ciphertext with its tag. */
export type Sealed = Bytes

const IV = 12

export class Sealer {
  private constructor(
    private readonly crypto: Crypto,
    private readonly key: CryptoKey,
  ) {}

  /** From 32 bytes, which the caller forgets. */
  static async of(crypto: Crypto, raw: Bytes): Promise<Sealer> {
    return new Sealer(crypto, await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, USES))
  }

  static with(crypto: Crypto, key: CryptoKey): Sealer {
    return new Sealer(crypto, key)
  }

  async sealBytes(place: string, content: Bytes): Promise<Sealed> {
    const iv = this.crypto.getRandomValues(new Uint8Array(IV))
    const cipher = await this.crypto.subtle.encrypt(this.algorithm(iv, place), this.key, content)
    const sealed = new Uint8Array(IV + cipher.byteLength)
    sealed.set(iv)
    sealed.set(new Uint8Array(cipher), IV)
    return sealed
  }

  /** Throws an OperationError when the key or the place is another one. */
  async openBytes(place: string, sealed: Sealed): Promise<Bytes> {
    const algorithm = this.algorithm(sealed.subarray(0, IV), place)
    return new Uint8Array(await this.crypto.subtle.decrypt(algorithm, this.key, sealed.subarray(IV)))
  }

  seal(place: string, value: unknown): Promise<Sealed> {
    return this.sealBytes(place, new TextEncoder().encode(JSON.stringify(value)))
  }

  async open<T>(place: string, sealed: Sealed): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.openBytes(place, sealed))) as T
  }

  private algorithm(iv: Bytes, place: string): AesGcmParams {
    return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) }
  }
}

const USES: KeyUsage[] = ['encrypt', 'decrypt']

export function randomBytes(crypto: Crypto, length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** A random UUID; `crypto.randomUUID` is younger than the browsers that people have. */
export function uuid(crypto: Crypto): string {
  const bytes = randomBytes(crypto, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
}
