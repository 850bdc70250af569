/** A gate with its passes, as a server tells it; entries and codes are made as the server makes them. */
import { createHmac } from 'node:crypto'
import { hexOf, PASS_KINDS, type PassKind } from '@gridward/rules'
import { vi } from 'vitest'
import { bindPhone } from '../../src/phone'
import type { HeadSaid, PassSaid } from '../../src/gate/shapes'
import type { useGate } from '../../src/gate/useGate'
import { kinds } from '../../src/kinds'
import { FakePhone } from '../fakePhone'

export const GATE = '0195f000-0000-7000-8000-0000000000a1'
export const OTHER_GATE = '0195f000-0000-7000-8000-0000000000a2'
export const NOW = Date.parse('2022-06-01T08:00:00+08:00')
const HOUR = 3_600_000
const ENTRY_KEY = Uint8Array.from({ length: 32 }, (_, place) => place * 5)
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export const idOf = (number: number) => `0195f000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** `kind:value` in its normal form. */
export function entry(plain: string): string {
  return createHmac('sha256', ENTRY_KEY).update(plain).digest('hex').slice(0, 32)
}

export function pass(number: number, change: Partial<PassSaid> = {}): PassSaid {
  return {
    id: idOf(number),
    serial: `AABB22${String(number).padStart(2, '0')}`,
    kind: 'resident',
    issue: 1,
    begins: '2022-05-01T00:00:00+08:00',
    ends: '2022-07-01T00:00:00+08:00',
    revoked: false,
    used: false,
    once: false,
    gates: [],
    entries: [entry(`phone:+8613800138${String(number).padStart(3, '0')}`)],
    plate: null,
    label: `测${number}*`,
    grid: '西街第一网格',
    ...change,
  }
}

/** Nobody's phone, at the world's moment, for each test; what it answers puts both back. */
export function standAtGate(gate: Pick<ReturnType<typeof useGate>, 'close'>): () => void {
  bindPhone(null)
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] })
  document.cookie = 'csrftoken=known'
  return () => {
    gate.close()
    vi.useRealTimers()
  }
}

export class GateWorld {
  readonly phone = new FakePhone(kinds)
  readonly gates = this.phone.gates
  private keys?: CryptoKeyPair

  /** Rules that hold all day; `head` changes what is told of the gate. */
  async begin(rules: object, passes: PassSaid[], head: Partial<HeadSaid> = {}): Promise<this> {
    this.keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', this.keys.publicKey))
    this.gates.head = {
      gate: {
        ...{ id: GATE, name: '东门', place: '', opens_at: null, closes_at: null },
        lanes: [{ name: '车道', directions: ['in'], vehicles: true }],
        lead: { name: '测安', phone: '+8619000000001' },
        police: { name: '测卫', phone: '+8619000000002' },
      },
      rules: [{ begins: '2022-01-01T00:00:00+08:00', ends: null, rules: { name: '六月规则', ...rules } }],
      keys: [hexOf(raw)],
      entry_key: hexOf(ENTRY_KEY),
      watched: [],
      stays_home: [],
      ...head,
    }
    this.gates.pieces.push({ passes: passes as never, gone: [] })
    this.gates.heard = Date.now()
    bindPhone(this.phone)
    return this
  }

  /** The code of a pass, as the server signs it. */
  async code(number: number, kind: PassKind = 'resident', issue = 1): Promise<string> {
    const body = new Uint8Array(31)
    const view = new DataView(body.buffer)
    body[0] = 1
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', (this.keys as CryptoKeyPair).publicKey))
    body.set(new Uint8Array(await crypto.subtle.digest('SHA-256', raw)).subarray(0, 4), 1)
    body.set(Buffer.from(idOf(number).replace(/-/g, ''), 'hex'), 5)
    body.set([PASS_KINDS.indexOf(kind), issue], 21)
    view.setUint32(23, (NOW - HOUR) / 60_000)
    view.setUint32(27, (NOW + HOUR) / 60_000)
    const signing = { name: 'ECDSA', hash: 'SHA-256' }
    const signed = await crypto.subtle.sign(signing, (this.keys as CryptoKeyPair).privateKey, body)
    return `GW1${base32([...body, ...new Uint8Array(signed)])}`
  }

  /** Bodies of what was written, the oldest first. */
  passages() {
    return this.gates.written.filter(({ kind }) => kind === 'passage').map(({ body }) => body)
  }
}

function base32(bytes: number[]): string {
  const bits = bytes.map((one) => one.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(parseInt(five, 2))).join('')
}
