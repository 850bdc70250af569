/**
 * Readers of codes: the browser's own (BarcodeDetector), and where it has none or only the name of one, ZXing as WebAssembly.
 * iPhones have none, nor has Chromium on a Linux desk; phones without Google's services have the class, and it fails at work.
 */
import type { CodeReader } from './reader'
import { ZxingReader } from './zxing'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

const QR = 'qr_code'
/** A picture that is not there yet. */
const NOT_YET = 'InvalidStateError'

/** One for all cameras that are shown: what was loaded for one person reads for the next. */
let opened: Promise<CodeReader> | undefined
let holders = 0

export function openReader(): Promise<CodeReader> {
  opened ??= chosen()
  opened.catch(() => (opened = undefined))
  return opened
}

/** Somebody may want it again. With the last who lets go of it, what a reader holds in memory goes. */
export function holdReader(): () => void {
  holders++
  return () => {
    if (--holders) return
    void opened?.then((reader) => reader.close()).catch(() => undefined)
    opened = undefined
  }
}

/** What reads codes is brought and kept beforehand, so that the camera works without a signal. */
export async function keepReader(): Promise<void> {
  if (!(await ownDetector())) await ZxingReader.keep()
}

async function chosen(): Promise<CodeReader> {
  const own = await ownDetector()
  return own ? new EitherReader(own) : ZxingReader.open()
}

/** Some browsers have the class and read nothing with it. */
async function ownDetector(): Promise<Detector | undefined> {
  const made = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats: string[] = (await made?.getSupportedFormats().catch(() => [])) ?? []
  return made && formats.includes(QR) ? new made({ formats: [QR] }) : undefined
}

/** The browser's own, until it fails at work. */
class EitherReader implements CodeReader {
  private other?: CodeReader

  constructor(private readonly own: Detector) {}

  async read(video: HTMLVideoElement): Promise<string[]> {
    if (this.other) return this.other.read(video)
    try {
      return (await this.own.detect(video)).map(({ rawValue }) => rawValue)
    } catch (error) {
      if (error instanceof DOMException && error.name === NOT_YET) return []
      this.other = await ZxingReader.open()
      return this.other.read(video)
    }
  }

  close(): void {
    this.other?.close()
  }
}
