import type { RouteRecordRaw } from 'vue-router'
// What a killed tab had not given yet is given as soon as the phone is open, whatever page comes first.
import './held'

const routes: RouteRecordRaw[] = [
  {
    path: '/visits/revisits',
    name: 'revisits',
    component: () => import('./RevisitsPage.vue'),
    meta: { title: 'visits.revisits' },
  },
  {
    path: '/visits/calls',
    name: 'calls',
    component: () => import('./CallsPage.vue'),
    meta: { title: 'visits.calls' },
  },
  {
    path: '/visits/calls/:id',
    name: 'call',
    component: () => import('./CallPage.vue'),
    meta: { title: 'visits.call', form: true },
  },
  {
    path: '/visits/:id',
    name: 'visit',
    component: () => import('./VisitPage.vue'),
    meta: { title: 'visits.visit', form: true },
  },
]

export default routes
