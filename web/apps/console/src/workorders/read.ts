import {
  api,
  ask,
  type Order,
  type OrderLink,
  type OrderList,
  type OrderRow,
  type OrderState,
} from '@gridward/api'

export interface OrderQuery {
  list?: OrderList
  grid_id?: string
  state?: OrderState
  kind?: string
  late?: boolean
  risen?: boolean
  number?: string
  link?: OrderLink
  about?: string
  under_way?: boolean
  after?: string
}

export function readOrders(query: OrderQuery) {
  return ask(api.GET('/api/v1/workorders', { params: { query } }))
}

export function readOrder(order_id: string): Promise<Order> {
  return ask(api.GET('/api/v1/workorders/{order_id}', { params: { path: { order_id } } }))
}

/** Kinds in force; with a grid those that the reader may open there. */
export function readKinds(grid_id?: string) {
  return ask(api.GET('/api/v1/workorders/kinds', { params: { query: { grid_id } } }))
}

/** Orders under way about something, the newest first. */
export async function readAbout(link: OrderLink, about: string): Promise<OrderRow[]> {
  return (await readOrders({ list: 'grid', link, about, under_way: true })).items
}

/** Orders of a kind that are under way at a grid, the newest first. */
export async function readOfKind(grid_id: string, kind: string): Promise<OrderRow[]> {
  return (await readOrders({ list: 'grid', grid_id, kind, under_way: true })).items
}

/** A photograph; the look is recorded. */
export async function readPhoto(photo_id: string): Promise<Blob> {
  const params = { path: { photo_id } }
  const call = api.GET('/api/v1/workorders/photos/{photo_id}', { params, parseAs: 'blob' })
  return (await ask<unknown>(call)) as Blob
}
