/** Every page of the app: each area tells its own. Tab pages are named today, doors, orders, search and me. */
import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** The catalogue key of the page's title. */
    title?: string
    /** Opened without a PIN: sign-in and the PIN itself. */
    open?: boolean
    /** Fills the screen: nothing of the shell is around it. */
    bare?: boolean
    /** A page of the bottom bar. */
    tab?: boolean
    /** Somebody may be typing here: no new version of the app takes the page away. */
    form?: boolean
  }
}

interface Area {
  default: RouteRecordRaw[]
}

const areas = import.meta.glob<Area>('./*/routes.ts', { eager: true })

export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'today' } },
  ...Object.values(areas).flatMap((area) => area.default),
  { path: '/:rest(.*)*', redirect: { name: 'today' } },
]
