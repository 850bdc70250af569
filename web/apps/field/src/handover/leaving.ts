import type { Router } from 'vue-router'

/** To the list of gates: back to it where one came from there, so that the way back does not lead through it twice. */
export function toList(router: Router): void {
  const { back } = (history.state ?? {}) as { back?: unknown }
  if (back === router.resolve({ name: 'handovers' }).path) router.back()
  else void router.replace({ name: 'handovers' })
}
