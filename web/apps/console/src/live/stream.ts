/**
 * The one stream of news of this tab: that something is to be looked at again, never what is there now.
 *
 * It is open while somebody listens and looks: a hidden tab closes it and goes on where it was, since a browser opens
 * few connections to one host. While it is down the pages ask for themselves.
 */
import { api, ask } from '@gridward/api'
import { readonly, ref } from 'vue'

export interface News {
  /** What changed; null for anything. */
  topic: string | null
  /** Where; null for anywhere. */
  grid: string | null
}

export type Hearer = (news: News) => void

/** The server beats every ten seconds. */
const SILENCE_MS = 25_000
const REFUSED_MS = 30_000
const RESTART_MS = 2_000

const hearers = new Set<Hearer>()
const up = ref(false)
const newsAt = ref<number>()
let address: string | null | undefined
let place = ''
let source: EventSource | undefined
let opening = false
let retry: ReturnType<typeof setTimeout> | undefined
let watch: ReturnType<typeof setTimeout> | undefined

/** Whether news arrive, and when the last did. */
export const liveness = { up: readonly(up), newsAt: readonly(newsAt) }

/** Hear of news until the answer is called. */
export function hear(hearer: Hearer): () => void {
  hearers.add(hearer)
  if (hearers.size === 1) document.addEventListener('visibilitychange', settle)
  settle()
  return () => {
    hearers.delete(hearer)
    if (!hearers.size) document.removeEventListener('visibilitychange', settle)
    settle()
  }
}

/** Open or close, as it is wanted now. */
function settle(): void {
  const wanted = hearers.size > 0 && !document.hidden
  if (!wanted) shut()
  else if (!source && !opening) void open()
}

async function open(): Promise<void> {
  clearTimeout(retry)
  opening = true
  const found = await whereabouts()
  opening = false
  if (!found || source || !hearers.size || document.hidden) return
  const at = new URL(found, location.origin)
  if (place) at.searchParams.set('after', place)
  source = new EventSource(at, { withCredentials: true })
  source.addEventListener('open', alive)
  source.addEventListener('BEAT', alive)
  source.addEventListener('RESYNC', told)
  source.addEventListener('ENDED', ended)
  source.addEventListener('error', broken)
}

/** Where the stream is; asked once, and again while the answer did not come. */
async function whereabouts(): Promise<string | null> {
  if (address !== undefined) return address
  try {
    address = (await ask(api.GET('/api/v1/live'))).address
    return address
  } catch {
    again(REFUSED_MS)
    return null
  }
}

function shut(): void {
  clearTimeout(retry)
  clearTimeout(watch)
  source?.close()
  source = undefined
  up.value = false
}

function again(afterMs: number): void {
  shut()
  retry = setTimeout(settle, afterMs + Math.random() * afterMs)
}

function alive(): void {
  up.value = true
  clearTimeout(watch)
  watch = setTimeout(() => again(RESTART_MS), SILENCE_MS)
}

function told(event: MessageEvent<string>): void {
  alive()
  place = event.lastEventId
  const news = JSON.parse(event.data) as News
  if (news.topic !== null) newsAt.value = Date.now()
  for (const hearer of [...hearers]) hearer(news)
}

function ended(event: MessageEvent<string>): void {
  const { reason } = JSON.parse(event.data) as { reason: string }
  again(reason === 'session' ? REFUSED_MS : RESTART_MS)
}

/** A browser tries again by itself after a broken line, not after a refusal. */
function broken(): void {
  up.value = false
  if (source?.readyState === EventSource.CLOSED) again(REFUSED_MS)
}
