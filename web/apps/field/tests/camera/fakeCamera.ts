/** A camera and a worker as browsers offer them, told what to see; jsdom has neither. */
import { vi } from 'vitest'
import type { Told, Wanted } from '../../src/camera/zxingWorker'

export class FakeTrack extends EventTarget {
  stopped = false
  lit: boolean | undefined

  constructor(private readonly torch?: boolean) {
    super()
  }

  getCapabilities = () => ({ torch: this.torch })
  applyConstraints = ({ advanced }: { advanced: { torch: boolean }[] }) => {
    this.lit = advanced[0]?.torch
    return Promise.resolve()
  }
  stop = () => void (this.stopped = true)
}

/** What `getUserMedia` answers; `refusal` instead where one is set. */
export class FakeCamera {
  readonly tracks: FakeTrack[] = []
  refusal = ''
  torch?: boolean
  private hold?: Promise<void>

  /** The browser answers only when the returned function is called. */
  slow(): () => void {
    let go: () => void = () => undefined
    this.hold = new Promise((resolve) => (go = resolve))
    return () => {
      this.hold = undefined
      go()
    }
  }

  get running() {
    return this.tracks.filter(({ stopped }) => !stopped).length
  }

  install(): this {
    const getUserMedia = async () => {
      await this.hold
      if (this.refusal) throw new DOMException('', this.refusal)
      const track = new FakeTrack(this.torch)
      this.tracks.push(track)
      return { getTracks: () => [track], getVideoTracks: () => [track] }
    }
    vi.stubGlobal('navigator', Object.assign(navigator, { mediaDevices: { getUserMedia } }))
    Object.defineProperty(HTMLVideoElement.prototype, 'srcObject', { value: null, writable: true })
    Object.assign(HTMLVideoElement.prototype, { play: () => Promise.resolve() })
    Object.defineProperties(HTMLVideoElement.prototype, {
      videoWidth: { value: 1920, configurable: true },
      videoHeight: { value: 1080, configurable: true },
    })
    const picture = (width: number, height: number) => ({ data: new Uint8ClampedArray(4), width, height })
    const brush = {
      drawImage: () => undefined,
      getImageData: (_x: number, _y: number, ...size: [number, number]) => picture(...size),
    }
    Object.assign(HTMLCanvasElement.prototype, { getContext: () => brush })
    return this
  }
}

/** The worker of ZXing: says what it is told to see. */
export class FakeWorker {
  static made: FakeWorker[] = []
  static sees: string[] | null = []
  static fails = false
  private static held?: (() => void)[]
  readonly asked: Wanted[] = []
  ended = false
  onmessage?: (event: { data: Told }) => void
  onerror?: () => void

  constructor() {
    FakeWorker.made.push(this)
  }

  postMessage(wanted: Wanted): void {
    this.asked.push(wanted)
    const texts = 'program' in wanted ? [] : FakeWorker.sees
    if (FakeWorker.held)
      return void FakeWorker.held.push(() => this.onmessage?.({ data: { texts: FakeWorker.sees } }))
    queueMicrotask(() => (FakeWorker.fails ? this.onerror?.() : this.onmessage?.({ data: { texts } })))
  }

  terminate(): void {
    this.ended = true
  }

  /** Answers wait from now on, until the returned function is called with what was seen then. */
  static slow(): (texts: string[]) => void {
    const held: (() => void)[] = (FakeWorker.held = [])
    return (texts) => {
      const now = FakeWorker.sees
      FakeWorker.held = undefined
      FakeWorker.sees = texts
      held.forEach((answer) => answer())
      FakeWorker.sees = now
    }
  }

  static install(): void {
    Object.assign(FakeWorker, { made: [], sees: [], fails: false, held: undefined })
    vi.stubGlobal('Worker', FakeWorker)
  }
}

/** The browser's own reader. */
export function installDetector(formats: string[], detect: () => Promise<{ rawValue: string }[]>): void {
  class Detector {
    static getSupportedFormats = () => Promise.resolve(formats)
    detect = detect
  }
  vi.stubGlobal('BarcodeDetector', Detector)
}
