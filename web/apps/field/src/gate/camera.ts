/** Codes before the camera, by the browser's own reader (BarcodeDetector); where it has none, a phone scans nothing by itself. */

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

const QR = 'qr_code'
/** Ten looks a second read a moving slip, and leave the processor to the rest. */
const EVERY = 100

const detectorClass = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector

/** Some browsers have the class and read nothing with it. */
export async function canScan(): Promise<boolean> {
  if (!('mediaDevices' in navigator)) return false
  const formats: string[] =
    (await detectorClass()
      ?.getSupportedFormats()
      .catch(() => [])) ?? []
  return formats.includes(QR)
}

/** Shows the camera in a picture and tells every code it sees, until the returned function is called. Throws when refused. */
export async function scanInto(video: HTMLVideoElement, read: (text: string) => void): Promise<() => void> {
  const made = detectorClass()
  if (!made) throw new Error('no reader of codes')
  const detector = new made({ formats: [QR] })
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  video.srcObject = stream
  await video.play()
  const timer = setInterval(() => void look(), EVERY)
  let isLooking = false

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    const found = await detector.detect(video).catch(() => [])
    isLooking = false
    for (const { rawValue } of found) read(rawValue)
  }

  return () => {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}
