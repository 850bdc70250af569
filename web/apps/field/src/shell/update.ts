/** The service worker that keeps the app on the phone; a newer one is offered, and never takes a page away by itself. */
import { ref } from 'vue'
import { Workbox } from 'workbox-window'

const HOURLY = 60 * 60 * 1000

const ready = ref(false)
let worker: Workbox | undefined

export function useUpdate() {
  return { ready, take }
}

export async function keepOnPhone(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  worker = new Workbox('/field/sw.js', { scope: '/field/' })
  worker.addEventListener('waiting', () => (ready.value = true))
  worker.addEventListener('controlling', ({ isUpdate }) => {
    if (isUpdate) location.reload()
  })
  await worker.register()
  setInterval(() => void worker?.update().catch(() => undefined), HOURLY) // no signal: next hour
}

/** The page begins anew with the new version, and asks for the PIN. */
function take(): void {
  worker?.messageSkipWaiting()
}
