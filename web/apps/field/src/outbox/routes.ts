import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/me/outbox',
    name: 'outbox',
    component: () => import('./OutboxPage.vue'),
    meta: { title: 'outbox.title' },
  },
  {
    path: '/me/outbox/:id',
    name: 'command',
    component: () => import('./CommandPage.vue'),
    meta: { title: 'outbox.command' },
  },
] satisfies RouteRecordRaw[]
