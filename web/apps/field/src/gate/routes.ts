import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    path: '/gate',
    name: 'gates',
    component: () => import('./GatesPage.vue'),
    meta: { title: 'gate.title' },
  },
  {
    path: '/gate/:id',
    name: 'gate',
    component: () => import('./GatePage.vue'),
    meta: { title: 'gate.title', form: true, bare: true },
  },
]

export default routes
