import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/start',
    name: 'start',
    component: () => import('./StartPage.vue'),
    meta: { title: 'account.start', open: true },
  },
  {
    path: '/pin',
    name: 'pin',
    component: () => import('./PinPage.vue'),
    meta: { title: 'account.pin', open: true },
  },
  {
    path: '/me/pin',
    name: 'change-pin',
    component: () => import('./ChangePinPage.vue'),
    meta: { title: 'account.changePin' },
  },
] satisfies RouteRecordRaw[]
