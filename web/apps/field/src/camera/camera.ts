/** The camera of the phone before a reader of codes: opened, looked through, lit, and let go of. */
import type { CodeReader } from './reader'
import { openReader } from './readers'

/** Ten looks a second read a moving slip; between two the processor is left to the rest for half of that at least. */
const EVERY = 100
const LEAST_REST = EVERY / 2
/** Enough for a code on paper at arm's length; more costs time and reads nothing more. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } }

/** Why there is no picture: not allowed, no camera, taken by another app, no safe address, no reader of codes. */
export type CameraTrouble = 'refused' | 'missing' | 'busy' | 'unsafe' | 'no_reader'

const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

export interface Camera {
  /** Whether it has a torch. */
  readonly hasTorch: boolean
  shine(on: boolean): Promise<void>
  stop(): void
}

interface Heard {
  read: (text: string) => void
  /** The camera was taken away: by another app, by the system, by a plug. */
  lost: (trouble: CameraTrouble) => void
}

/** Not in the types of browsers: Chromium alone has it. */
type Lit = MediaTrackCapabilities & { torch?: boolean }

/** Browsers show no camera to a page that came over plain HTTP. */
export function canOpen(): boolean {
  return 'mediaDevices' in navigator
}

export function troubleOf(error: unknown): CameraTrouble {
  if (!canOpen()) return 'unsafe'
  return (error instanceof DOMException && TROUBLES[error.name]) || 'no_reader'
}

/** Shows the camera in a picture and tells every code it sees until it is stopped. `troubleOf` says why it throws. */
export async function scanInto(video: HTMLVideoElement, heard: Heard): Promise<Camera> {
  const reading = openReader()
  reading.catch(() => undefined) // told below, once the camera has answered
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', ...SIZE },
  })
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  try {
    video.srcObject = stream
    const [reader] = await Promise.all([reading, video.play()])
    const stopLooking = look(reader, video, heard)
    const [track] = stream.getVideoTracks()
    track?.addEventListener('ended', () => heard.lost('busy'))
    return { ...torchOf(track), stop: () => (stopLooking(), letGo()) }
  } catch (error) {
    letGo()
    throw error
  }
}

function look(reader: CodeReader, video: HTMLVideoElement, { read, lost }: Heard): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  async function once(): Promise<void> {
    const began = performance.now()
    try {
      const found = await reader.read(video)
      if (isOver) return
      found.forEach(read)
    } catch {
      if (!isOver) lost('no_reader')
      return
    }
    const took = performance.now() - began
    if (!isOver) timer = setTimeout(() => void once(), Math.max(EVERY - took, LEAST_REST))
  }

  void once()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

function torchOf(track: MediaStreamTrack | undefined): Pick<Camera, 'hasTorch' | 'shine'> {
  const { torch }: Lit = track?.getCapabilities?.() ?? {}
  return {
    hasTorch: torch === true,
    shine: async (on) => track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }),
  }
}
