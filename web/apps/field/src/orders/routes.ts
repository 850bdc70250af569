import type { RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  {
    path: '/orders',
    name: 'orders',
    component: () => import('./OrdersPage.vue'),
    meta: { title: 'orders.title', tab: true },
  },
  {
    path: '/orders/new',
    name: 'order-new',
    component: () => import('./NewOrderPage.vue'),
    meta: { title: 'orders.report', form: true },
  },
  {
    path: '/orders/:id',
    name: 'order',
    component: () => import('./OrderPage.vue'),
    meta: { title: 'orders.order', form: true },
  },
]

export default routes
