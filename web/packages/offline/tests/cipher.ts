/**
 * WebCrypto without its threads, as far as the engine uses it: it answers in the same turn, so that a history is its
 * seed. What the real one does to keys and PINs is tested with the real one.
 */
import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto'

interface Key {
  raw: Uint8Array
}

const TAG = 16
const bytes = (source: Uint8Array) => new Uint8Array(source)

export const turnless = {
  getRandomValues: (into: Uint8Array) => {
    into.set(randomBytes(into.length))
    return into
  },
  subtle: {
    generateKey: async (): Promise<Key> => ({ raw: bytes(randomBytes(32)) }),
    importKey: async (_format: string, raw: Uint8Array): Promise<Key> => ({ raw: bytes(raw) }),
    deriveBits: async ({ salt, iterations }: Pbkdf2Params, key: Key) =>
      bytes(pbkdf2Sync(key.raw, salt as Uint8Array, iterations, 32, 'sha256')).buffer,
    encrypt: async ({ iv, additionalData }: AesGcmParams, key: Key, content: Uint8Array) => {
      const cipher = createCipheriv('aes-256-gcm', key.raw, iv as Uint8Array)
      cipher.setAAD(additionalData as Uint8Array)
      return bytes(Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])).buffer
    },
    decrypt: async ({ iv, additionalData }: AesGcmParams, key: Key, sealed: Uint8Array) => {
      const cipher = createDecipheriv('aes-256-gcm', key.raw, iv as Uint8Array)
      cipher.setAAD(additionalData as Uint8Array)
      cipher.setAuthTag(sealed.subarray(-TAG))
      return bytes(Buffer.concat([cipher.update(sealed.subarray(0, -TAG)), cipher.final()])).buffer
    },
  },
} as unknown as Crypto
