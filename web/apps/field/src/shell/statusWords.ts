/** What the strip at the top says: how it stands with the server, and what needs its owner. */
import type { Status } from '@gridward/offline'

export type Tone = 'calm' | 'busy' | 'careful' | 'urgent'

export interface Words {
  /** A key under `shell.status`. */
  key: string
  count: number
  tone: Tone
}

export const STORAGE_ALMOST_FULL = 0.9

/** One sentence on the connection and what has gone through it. */
export function connectionWords(status: Status): Words {
  const { connection, syncing, waiting } = status
  if (connection === 'offline') return said(waiting ? 'offlineWaiting' : 'offline', waiting, 'careful')
  if (connection === 'sign_in_needed') return said(waiting ? 'signInWaiting' : 'signIn', waiting, 'careful')
  return waiting ? said(syncing ? 'sending' : 'waiting', waiting, 'busy') : nothingWaits(status)
}

function nothingWaits({ connection, syncing }: Status): Words {
  if (syncing) return said('fetching', 0, 'busy')
  return connection === 'online' ? said('allSent', 0, 'calm') : said('unknown', 0, 'busy')
}

/** What somebody must look at, the gravest alone; none on a good day. */
export function attentionWords({ needsYou, storage, ready, connection }: Status): Words | undefined {
  if (!ready && connection !== 'unknown') return said('notReady', 0, 'urgent')
  if (storage !== null && storage >= STORAGE_ALMOST_FULL) {
    return said('storage', Math.round(storage * 100), 'urgent')
  }
  return needsYou ? said('needsYou', needsYou, 'urgent') : undefined
}

function said(key: string, count: number, tone: Tone): Words {
  return { key, count, tone }
}
