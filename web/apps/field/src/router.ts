import { createRouter, createWebHistory } from 'vue-router'
import { standing } from './account/standing'
import { guard } from './guard'
import { routes } from './routes'

export function makeRouter() {
  const router = createRouter({
    history: createWebHistory('/field/'),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.beforeEach(async (to) => guard(to, await standing()))
  return router
}
