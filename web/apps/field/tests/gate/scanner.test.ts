import { beforeEach, describe, expect, it } from 'vitest'
import { hearScanner, LONGEST_GAP, ScannerKeys, type Pressed } from '../../src/gate/scanner'
import { Random } from '../../../../packages/offline/tests/random'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const CODE = 'GW1' + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(4) + 'ABCDEFGHIJKLMNOPQRSTUVWX'

interface Options {
  gap?: number
  end?: string
  target?: EventTarget | null
}

class Hands {
  readonly read: string[] = []
  readonly stopped: string[] = []
  at = 1000
  private readonly keys = new ScannerKeys((text) => this.read.push(text))

  /** Keys with a pause before each; into a field they come as a browser brings them. */
  type(text: string, { gap = 4, end = 'Enter', target = null }: Options = {}): this {
    for (const key of [...text, ...(end ? [end] : [])]) this.press(key, gap, target)
    return this
  }

  press(key: string, gap: number, target: EventTarget | null = null, more: Partial<Pressed> = {}): void {
    this.at += gap
    let isStopped = false
    const pressed = { key, code: '', timeStamp: this.at, target, repeat: false, ...NO_KEYS, ...more }
    this.keys.press({
      ...pressed,
      preventDefault: () => (isStopped = true),
      stopPropagation: () => undefined,
    })
    if (isStopped) this.stopped.push(key)
    else if (target instanceof HTMLInputElement && key.length === 1) target.value += key
  }
}

const NO_KEYS = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false }
let hands: Hands
beforeEach(() => {
  hands = new Hands()
})

describe('a scanner that acts as a keyboard', () => {
  it.each(['Enter', 'Tab'])('is read to the last letter and ended by %s, which does nothing else', (end) => {
    hands.type(CODE, { end })
    expect(hands.read).toEqual([CODE])
    expect(hands.stopped).toEqual([end])
  })

  it('loses and doubles nothing however fast it is, two codes one behind the other', () => {
    hands.type(CODE, { gap: 0 }).type('AABB2233', { gap: 0 })
    expect(hands.read).toEqual([CODE, 'AABB2233'])
  })

  it('that sends all keys in one moment, before anything is drawn, is read to the last letter', () => {
    for (const key of [...CODE, 'Enter', ...CODE.toLowerCase(), 'Enter']) hands.press(key, 0)
    expect(hands.read).toEqual([CODE, CODE.toLowerCase()])
  })

  it('that forgets the end between two codes has read both', () => {
    const other = CODE.replace('ABC', 'CBA')
    hands.type(CODE + other)
    hands.type(`AABB2233${CODE}`)
    expect(hands.read).toEqual([CODE, other, 'AABB2233', CODE])
  })

  it('that breaks off and begins anew has read the new code, and tells of the half', () => {
    hands.type(CODE.slice(0, 70) + CODE)
    expect(hands.read).toEqual([CODE.slice(0, 70), CODE])
    hands.type(CODE.slice(0, 5) + CODE)
    expect(hands.read.slice(2)).toEqual([CODE])
  })

  it('that stops in the middle for longer than a scanner does is read from there on, and is cut', () => {
    hands.type(CODE.slice(0, 70), { end: '' })
    hands.at += LONGEST_GAP + 1
    hands.type(CODE.slice(70))
    expect(hands.read).toEqual([CODE.slice(70)])
  })

  it('takes no plate apart', () => {
    hands.type('A·GW123')
    expect(hands.read).toEqual(['A·GW123'])
  })

  it.each([1, 2, 3])('reads whatever codes come in a row, with ends or without: %i', (seed) => {
    const random = new Random(seed)
    const codes = Array.from({ length: 40 }, () =>
      random.chance(0.7)
        ? `GW1${Array.from({ length: 152 }, () => random.pick([...BASE32])).join('')}`
        : `${random.below(90_000_000) + 10_000_000}`,
    )
    for (const [place, code] of codes.entries()) {
      const isGlued = codes[place + 1]?.startsWith('GW1') && random.chance(0.5)
      hands.type(code, { gap: random.below(LONGEST_GAP), end: isGlued ? '' : random.pick(['Enter', 'Tab']) })
    }
    expect(hands.read).toEqual(codes)
  })

  it('is read over a slow radio', () => {
    hands.type('AABB2233', { gap: LONGEST_GAP })
    expect(hands.read).toEqual(['AABB2233'])
  })

  it('in a field puts back what stood there', () => {
    const field = Object.assign(document.createElement('input'), { value: '测安' })
    const heard: string[] = []
    field.addEventListener('input', () => heard.push(field.value))
    hands.type('AABB2233', { target: field })
    expect(hands.read).toEqual(['AABB2233'])
    expect(field.value).toBe('测安')
    expect(heard).toEqual(['测安'])
  })

  it('leaves to a field what a hand types, with its Enter', () => {
    const field = document.createElement('input')
    hands.type('AABB2233', { target: field, gap: 120 })
    expect(hands.read).toEqual([])
    expect(hands.stopped).toEqual([])
    expect(field.value).toBe('AABB2233')
  })

  it('is told from what a hand has typed before it', () => {
    const field = document.createElement('input')
    hands.type('abc', { target: field, gap: 150, end: '' })
    hands.at += 500
    hands.type('AABB2233', { target: field })
    expect(hands.read).toEqual(['AABB2233'])
    expect(field.value).toBe('abc')
  })

  it('is no few letters, no key held down, no shortcut', () => {
    hands.type('AB12')
    for (let turn = 0; turn < 9; turn++) hands.press('A', 4, null, { repeat: true })
    hands.press('Enter', 4)
    for (const key of 'ABCDEFGH') hands.press(key, 4, null, { ctrlKey: true })
    hands.press('Enter', 4)
    expect(hands.read).toEqual([])
  })

  it('is read with a Chinese input method on, which hides its letters', () => {
    for (const letter of 'GWAB')
      hands.press('Process', 4, null, { code: `Key${letter}`, shiftKey: letter !== 'B' })
    for (const digit of '1234') hands.press('Unidentified', 4, null, { code: `Digit${digit}` })
    hands.press('Enter', 4)
    expect(hands.read).toEqual(['GWAb1234'])
  })

  it('is not pieced together out of a hand and an Enter that comes late', () => {
    hands.type('AABB2233', { end: '' })
    hands.press('Enter', 400)
    expect(hands.read).toEqual([])
  })

  it('is heard wherever the focus is, and no more once nobody listens', () => {
    const read: string[] = []
    const stop = hearScanner((text) => read.push(text))
    const key = document.body.appendChild(document.createElement('button'))
    let taps = 0
    key.addEventListener('click', () => taps++)
    key.focus()
    const send = () => {
      for (const one of [...'AABB2233', 'Enter']) {
        const event = new KeyboardEvent('keydown', { key: one, bubbles: true, cancelable: true })
        if (key.dispatchEvent(event) && one === 'Enter') key.click() // as a browser does
      }
    }
    send()
    expect({ read, taps }).toEqual({ read: ['AABB2233'], taps: 0 })
    stop()
    send()
    expect({ read, taps }).toEqual({ read: ['AABB2233'], taps: 1 })
  })
})
