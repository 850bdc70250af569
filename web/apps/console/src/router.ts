import { createRouter, createWebHistory, type RouterHistory } from 'vue-router'
import { routes } from './routes'
import { guard } from './session/guard'
import type { Session } from './session/store'

export function makeRouter(session: Session, history: RouterHistory = createWebHistory()) {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.beforeEach((to) => guard(to, session))
  return router
}
