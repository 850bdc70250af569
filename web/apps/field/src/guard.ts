import type { RouteLocationRaw, RouteLocationResolved } from 'vue-router'
import type { Standing } from './account/standing'

type Wanted = Pick<RouteLocationResolved, 'name' | 'meta' | 'fullPath'>

/** Where a person really goes who asks for this page: there, to the PIN, or to sign in. */
export function guard(to: Wanted, standing: Standing): true | RouteLocationRaw {
  if (to.name === 'start') return true
  if (to.name === 'pin') return standing === 'locked' || away(standing)
  return standing === 'unlocked' || away(standing, to)
}

function away(standing: Standing, wanted?: Wanted): RouteLocationRaw {
  if (standing === 'unlocked') return { name: 'today' }
  const query = wanted && wanted.name !== 'today' ? { next: wanted.fullPath } : {}
  return { name: standing === 'locked' ? 'pin' : 'start', query }
}
