import type { Router } from 'vue-router'

/** On to the page that was asked for before the phone was opened, or to the day. */
export function goTo(router: Router, next: unknown): void {
  const known = typeof next === 'string' && next.startsWith('/') && !next.startsWith('//')
  void router.replace(known ? next : { name: 'today' })
}
