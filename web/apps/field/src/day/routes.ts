import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    path: '/day',
    name: 'day',
    component: () => import('./DayPage.vue'),
    meta: { title: 'day.title', form: true },
  },
  {
    path: '/day/patrol',
    name: 'patrol',
    component: () => import('./PatrolPage.vue'),
    meta: { title: 'day.patrol.title', form: true },
  },
]

export default routes
