import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/me',
    name: 'me',
    component: () => import('./MePage.vue'),
    meta: { title: 'settings.title', tab: true },
  },
  {
    path: '/me/grids',
    name: 'grids',
    component: () => import('./GridsPage.vue'),
    meta: { title: 'settings.grids' },
  },
] satisfies RouteRecordRaw[]
