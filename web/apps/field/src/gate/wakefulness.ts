/** The whole screen, and a screen that does not go dark, where the browser can. */

interface Lock {
  release(): Promise<void>
}

interface Waking {
  wakeLock?: { request(kind: 'screen'): Promise<Lock> }
}

/** Takes the screen at a tap, and lets go of it when the returned function is called. */
export function holdScreen(): () => void {
  let lock: Lock | undefined
  let isOver = false

  /** A browser lets go of it whenever the page is hidden. */
  async function wake(): Promise<void> {
    if (isOver || document.visibilityState !== 'visible') return
    lock = await (navigator as Waking).wakeLock?.request('screen').catch(() => undefined)
    if (isOver) await lock?.release()
  }

  const again = () => void wake()
  document.addEventListener('visibilitychange', again)
  again()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release().catch(() => undefined)
  }
}

export function fillScreen(): void {
  if (document.fullscreenElement || !document.fullscreenEnabled) return
  void document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => undefined)
}

export function leaveFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
}
