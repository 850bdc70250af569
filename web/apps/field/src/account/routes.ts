import type { RouteRecordRaw } from 'vue-router'
// With the program itself: on a bad network a file more is a second more.
import StartPage from './StartPage.vue'

export default [
  {
    path: '/start',
    name: 'start',
    component: StartPage,
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
