import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    path: '/handovers',
    name: 'handovers',
    component: () => import('./HandoversPage.vue'),
    meta: { title: 'handover.title' },
  },
  {
    path: '/handovers/:gate/give',
    name: 'handover-give',
    component: () => import('./GivePage.vue'),
    meta: { title: 'handover.give', form: true },
  },
  {
    path: '/handovers/:gate/take',
    name: 'handover-take',
    component: () => import('./TakePage.vue'),
    meta: { title: 'handover.take', form: true },
  },
  {
    path: '/handovers/:gate/code/:code',
    name: 'handover-code',
    component: () => import('./CodePage.vue'),
    meta: { title: 'handover.code' },
  },
]

export default routes
