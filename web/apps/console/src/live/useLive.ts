import { onBeforeUnmount, onMounted } from 'vue'
import { hear, liveness, type News } from './stream'

export interface Wish {
  /** Hear of this grid alone. */
  grid?: () => string | undefined
  /** The shortest time between two looks. */
  gapMs?: number
  /** Look as often while news arrive too: what runs out by the clock changes nothing in the database. */
  everyMs?: number
}

/** How often a page asks for itself while no news arrive. */
export const RESERVE_MS = 30_000
const GAP_MS = 2_000
/** Many screens hear at one moment; they ask over this time. */
const SPREAD_MS = 200
const STEP_MS = 5_000

/** Look again when news of work orders say so, and now and then while no news arrive; never in a hidden tab. */
export function useLive(look: () => unknown, wish: Wish = {}) {
  let lookedAt = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let step: ReturnType<typeof setInterval> | undefined
  let leave: (() => void) | undefined

  function heard(news: News): void {
    if (!concerns(news, wish.grid?.())) return
    const gap = lookedAt + (wish.gapMs ?? GAP_MS) - Date.now()
    timer ??= setTimeout(lookNow, Math.max(gap, Math.random() * SPREAD_MS))
  }

  function lookNow(): void {
    clearTimeout(timer)
    timer = undefined
    lookedAt = Date.now()
    look()
  }

  function tick(): void {
    const every = liveness.up.value ? wish.everyMs : RESERVE_MS
    if (every && !document.hidden && Date.now() - lookedAt >= every) lookNow()
  }

  onMounted(() => {
    leave = hear(heard)
    step = setInterval(tick, STEP_MS)
  })
  onBeforeUnmount(() => {
    leave?.()
    clearInterval(step)
    clearTimeout(timer)
  })
  return liveness
}

function concerns({ topic, grid }: News, wanted: string | undefined): boolean {
  const isOrders = topic === null || topic === 'orders'
  return isOrders && (grid === null || wanted === undefined || grid === wanted)
}
