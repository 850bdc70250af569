/**
 * Codes, ids and digests of handovers, twin of `src/gridward/work/handovers/rules/codes.py`; `tests/cases/handovers.json`
 * keeps the two equal. What one phone shows another is signed with the gate's key, so that it holds without a signal.
 */
import type { Give, GivenCounts, KitFound } from './documents'

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8
const VERSION = 'GH1'
const HALF = 16

/** What a QR code tells of a handover; of the kit what is not all there, of open matters their number. */
export interface Shown {
  code: string
  gate: string
  kind: Give['kind']
  since: number | null
  at: number
  by: string
  name: string
  counts: number[]
  kit: KitFound[]
  things: number
  keys: number
  matters: number
  orders: number
  health: Give['health']
  digest: string
}

export type Unread = 'unreadable' | 'other_gate' | 'forged'

export function isCode(text: string): boolean {
  return text.length === LENGTH && [...text].every((letter) => ALPHABET.includes(letter))
}

/** As somebody types it: small letters and blanks are meant as they stand on the other phone. */
export function codeFrom(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
}

export function drawCode(crypto: Crypto = globalThis.crypto): string {
  const letters: string[] = []
  while (letters.length < LENGTH) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    // Bytes beyond the last whole round of the alphabet would make its first letters likelier.
    if (byte < 256 - (256 % ALPHABET.length)) letters.push(ALPHABET.charAt(byte % ALPHABET.length))
  }
  return letters.join('')
}

/** The id of a handover, which follows from gate and code: a UUID of version 8. */
export async function idOf(gate: string, code: string): Promise<string> {
  const raw = (await sha256(`${gate}:${code}`)).slice(0, HALF)
  raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x80
  raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80
  const hex = hexOf(raw)
  return [8, 12, 16, 20, 32].map((end, at) => hex.slice([0, 8, 12, 16, 20][at], end)).join('-')
}

export async function digestOf(said: Give): Promise<string> {
  const plain = [
    ...[
      VERSION,
      said.code,
      said.gate_id,
      said.kind,
      said.since ? secondOf(said.since) : null,
      secondOf(said.at),
    ],
    countsRow(said.counts),
    said.kit.map(({ name, expected, found, word }) => [name, expected, found, word]),
    said.keys,
    said.matters,
    said.orders,
    ...[said.health, said.health_word, said.remarks, said.word, said.signature],
  ]
  return hexOf((await sha256(JSON.stringify(plain))).slice(0, HALF))
}

/** What the QR code says: the content in short and its digest, signed with the key of the gate. */
export async function qrOf(said: Give, by: { id: string; name: string }, key: string): Promise<string> {
  const short = said.kit.filter(({ expected, found }) => found !== expected)
  const body = [
    ...[said.code, said.gate_id, said.kind, said.since ? secondOf(said.since) : null, secondOf(said.at)],
    ...[by.id, by.name, countsRow(said.counts)],
    short.map(({ name, expected, found, word }) => [name, expected, found, word]),
    ...[said.kit.length, said.keys, said.matters.length, said.orders.length, said.health],
    await digestOf(said),
  ]
  const head = `${VERSION}.${base64Of(new TextEncoder().encode(JSON.stringify(body)))}`
  return `${head}.${base64Of(await macOf(head, key))}`
}

/** What a scanned text tells; `keys` are those of the gates that the reader may keep, by id. */
export async function readQr(text: string, keys: ReadonlyMap<string, string>): Promise<Shown | Unread> {
  const [version, body = '', mac = '', ...rest] = text.trim().split('.')
  const shown = version === VERSION && !rest.length ? shownIn(body) : undefined
  if (!shown) return 'unreadable'
  const key = keys.get(shown.gate)
  if (!key) return 'other_gate'
  const wanted = base64Of(await macOf(`${VERSION}.${body}`, key))
  return wanted === mac ? shown : 'forged'
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isWhole: Check = (value) => Number.isSafeInteger(value)
const isWholeOrNone: Check = (value) => value === null || isWhole(value)
const isCounts: Check = (value) => fits(value, [isWhole, isWhole, isWhole, isWhole, isWhole])
const isThings: Check = (value) =>
  Array.isArray(value) && value.every((row) => fits(row, [isText, isWhole, isWhole, isText]))

/** The parts of a body in their order, and what each has to be. */
const PARTS: readonly [keyof Shown, Check][] = [
  ['code', (value) => typeof value === 'string' && isCode(value)],
  ['gate', isText],
  ['kind', isText],
  ['since', isWholeOrNone],
  ['at', isWhole],
  ['by', isText],
  ['name', isText],
  ['counts', isCounts],
  ['kit', isThings],
  ['things', isWhole],
  ['keys', isWhole],
  ['matters', isWhole],
  ['orders', isWhole],
  ['health', isText],
  ['digest', isText],
]

function shownIn(body: string): Shown | undefined {
  const read = plainIn(body)
  const checks = PARTS.map(([, check]) => check)
  if (!fits(read, checks)) return undefined
  const told = Object.fromEntries(PARTS.map(([part], at) => [part, (read as unknown[])[at]]))
  return { ...told, kit: (told.kit as unknown[][]).map(thingOf) } as unknown as Shown
}

function plainIn(body: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(body)))
  } catch {
    return undefined
  }
}

/** Whether it is a row of as many values as there are checks, each of which holds. */
function fits(value: unknown, checks: readonly Check[]): boolean {
  if (!Array.isArray(value) || value.length !== checks.length) return false
  return checks.every((check, at) => check((value as unknown[])[at]))
}

function thingOf([name, expected, found, word]: unknown[]): KitFound {
  return { name, expected, found, word } as KitFound
}

function countsRow(counts: GivenCounts): number[] {
  return [counts.in, counts.out, counts.turned_back, counts.held, counts.emergency]
}

function secondOf(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

async function macOf(text: string, key: string): Promise<Uint8Array> {
  const raw = Uint8Array.from(key.match(/../g) ?? [], (pair) => parseInt(pair, 16))
  const kept = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', kept, new TextEncoder().encode(text))
  return new Uint8Array(signed, 0, HALF)
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64Of(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
}
