import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    path: '/follow',
    name: 'follow',
    component: () => import('./FollowPage.vue'),
    meta: { title: 'follow.title' },
  },
  {
    path: '/follow/:id',
    name: 'follow-one',
    component: () => import('./FollowOnePage.vue'),
    meta: { title: 'follow.one', form: true },
  },
]

export default routes
