import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import type { InspectionOrder } from '@gridward/api'
import { i18n } from '../src/i18n'
import OrderMark from '../src/inspections/OrderMark.vue'
import { makeRouter } from '../src/router'
import { DOORS } from '../src/session/access'
import { useSession } from '../src/session/store'
import { person } from './people'

const ORDER: InspectionOrder = {
  id: '01a20000-0000-7000-8000-000000000001',
  number: 'GD20260302-0001',
  state: 'dispatched',
  state_title: '已派单',
  rung: 0,
  over: false,
  handler: '罗安佳',
  late_after: null,
}

function shown(permissions: string[]) {
  const session = useSession()
  session.me = person(permissions)
  const router = makeRouter(session, createMemoryHistory())
  return mount(OrderMark, { props: { order: ORDER }, global: { plugins: [router, i18n] } })
}

beforeEach(() => setActivePinia(createPinia()))

describe('the work order of an inspection', () => {
  it('leads to its own screen whoever may see it', () => {
    const link = shown([DOORS.orders]).get('a')
    expect(link.attributes('href')).toBe(`/workorders/${ORDER.id}`)
    expect(link.text()).toBe(ORDER.number)
  })

  it('is told by its number alone to everybody else', () => {
    const mark = shown([])
    expect(mark.find('a').exists()).toBe(false)
    expect(mark.text()).toContain(ORDER.number)
  })
})
