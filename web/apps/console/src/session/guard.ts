import { asProblem } from '@gridward/api'
import type { RouteLocationRaw, RouteLocationResolved } from 'vue-router'
import type { Door } from './access'
import type { Session } from './store'

declare module 'vue-router' {
  interface RouteMeta {
    /** The catalogue key of the page's title. */
    title?: string
    /** The permission the page needs. */
    door?: Door
    /** Shown without a session and without the shell. */
    open?: boolean
  }
}

type Wanted = Pick<RouteLocationResolved, 'name' | 'meta' | 'fullPath'>
type Verdict = true | RouteLocationRaw

/** Where a person really goes who asks for this page: there, to sign in, to a new password, or to a kind refusal. */
export async function guard(to: Wanted, session: Session): Promise<Verdict> {
  if (to.meta.open) return true
  try {
    await session.know()
  } catch (error) {
    return { name: 'unreachable', query: { next: to.fullPath, code: asProblem(error).code } }
  }
  return verdict(to, session)
}

function verdict(to: Wanted, session: Session): Verdict {
  if (!session.me) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  if (session.mustChangePassword) return to.name === 'new-password' || { name: 'new-password' }
  return session.may(to.meta.door) || { name: 'not-allowed' }
}
