/** The camera, where the browser reads codes by itself; elsewhere the code is typed. */
import { onBeforeUnmount, ref, type Ref } from 'vue'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

const EVERY_MS = 200

export function canScan(): boolean {
  return detectorClass() !== undefined && navigator.mediaDevices !== undefined
}

/** Looks until something is read; `stop` lets the camera go. */
export function useScanner(
  video: Ref<HTMLVideoElement | undefined>,
  read: (text: string) => Promise<boolean>,
) {
  const running = ref(false)
  let stream: MediaStream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start(): Promise<void> {
    const Detector = detectorClass()
    if (!Detector || running.value) return
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    running.value = true
    if (!video.value) return stop()
    video.value.srcObject = stream
    await video.value.play()
    look(new Detector({ formats: ['qr_code'] }))
  }

  function look(detector: Detector): void {
    timer = setTimeout(() => void once(detector), EVERY_MS)
  }

  async function once(detector: Detector): Promise<void> {
    const found = video.value ? await detector.detect(video.value).catch(() => []) : []
    for (const { rawValue } of found) if (await read(rawValue)) return stop()
    if (running.value) look(detector)
  }

  function stop(): void {
    clearTimeout(timer)
    running.value = false
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
  }

  onBeforeUnmount(stop)
  return { running, start, stop }
}

function detectorClass(): DetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
}
