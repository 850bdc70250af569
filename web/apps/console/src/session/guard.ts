import { asProblem, type Me } from '@gridward/api'
import type { RouteLocationRaw, RouteLocationResolved } from 'vue-router'
import { DOORS, type Door } from './access'
import type { Session } from './store'

declare module 'vue-router' {
  interface RouteMeta {
    /** The catalogue key of the page's title. */
    title?: string
    /** The permission the page needs. */
    door?: Door
    /** Shown without the shell, and left to itself when the session ends: it says so. */
    bare?: boolean
    /** Shown without a session and without the shell. */
    open?: boolean
  }
}

const WALL_PAGES = ['wall', 'account']

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

/** An account that may see figures on a wall and nothing else. */
function isWall({ permissions }: Me): boolean {
  return permissions.length === 1 && permissions[0] === DOORS.wall
}

function verdict(to: Wanted, session: Session): Verdict {
  if (!session.me) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  if (session.mustChangePassword) return to.name === 'new-password' || { name: 'new-password' }
  if (isWall(session.me) && !WALL_PAGES.includes(String(to.name))) return { name: 'wall' }
  return session.may(to.meta.door) || { name: 'not-allowed' }
}
