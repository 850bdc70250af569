/** ZXing before the camera: pictures go to a worker, so that keys answer while it looks. Loaded where nothing else reads codes. */
import program from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { CodeReader } from './reader'
import type { Told, Wanted } from './zxingWorker'
import ZxingWorker from './zxingWorker?worker'

/** The service worker hands out of it what was kept (plugins.ts). */
const KEPT_IN = 'code-reader'
/** Of the longer side, in pixels: a module of a pass that fills a third of the picture is five of them. */
const LONGEST = 960

export class ZxingReader implements CodeReader {
  private readonly canvas = document.createElement('canvas')
  private readonly brush = this.canvas.getContext('2d', { willReadFrequently: true })

  private last: Promise<unknown> = Promise.resolve()

  private constructor(private readonly worker: Worker) {}

  /** Throws where the worker, the program or WebAssembly is not to be had. */
  static async open(): Promise<ZxingReader> {
    const worker = new ZxingWorker()
    try {
      await asked(worker, { program: new URL(program, location.href).href })
    } catch (error) {
      worker.terminate()
      throw error
    }
    return new ZxingReader(worker)
  }

  /** Brings the program once and keeps it; an older one goes. Without a signal nothing happens. */
  static async keep(): Promise<void> {
    const kept = await caches.open(KEPT_IN)
    const address = new URL(program, location.href).href
    if (await kept.match(address)) return
    await kept.add(address)
    for (const { url } of await kept.keys()) if (url !== address) await kept.delete(url)
  }

  /** A look that was left, as its camera was put down, is waited for: its answer is no other's. */
  read(video: HTMLVideoElement): Promise<string[]> {
    const look = this.last
      .catch(() => undefined)
      .then(() => this.pictureOf(video))
      .then((picture) => (picture ? asked(this.worker, { picture }, [picture.data.buffer]) : []))
    this.last = look
    return look
  }

  close(): void {
    this.worker.terminate()
  }

  private pictureOf(video: HTMLVideoElement): ImageData | null {
    const { videoWidth, videoHeight } = video
    const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight))
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)]
    if (!width || !height || !this.brush) return null
    if (this.canvas.width !== width) this.canvas.width = width
    if (this.canvas.height !== height) this.canvas.height = height
    this.brush.drawImage(video, 0, 0, width, height)
    return this.brush.getImageData(0, 0, width, height)
  }
}

/** One question at a time. */
function asked(worker: Worker, wanted: Wanted, given: Transferable[] = []): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('the reader of codes does not run'))
    worker.onerror = fail
    worker.onmessage = ({ data }: MessageEvent<Told>) => (data.texts ? resolve(data.texts) : fail())
    worker.postMessage(wanted, given)
  })
}
