import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    path: '/doors',
    name: 'doors',
    component: () => import('./DoorsPage.vue'),
    meta: { title: 'doors.title', tab: true },
  },
  {
    path: '/doors/loose',
    name: 'loose',
    component: () => import('./LoosePage.vue'),
    meta: { title: 'doors.loose' },
  },
  {
    path: '/buildings/:id',
    name: 'building',
    component: () => import('./BuildingPage.vue'),
    meta: { title: 'doors.building' },
  },
]

export default routes
