import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import type { Material } from '@gridward/api'
import { i18n } from '../src/i18n'
import ShownView from '../src/notices/materials/ShownView.vue'
import { DOORS } from '../src/session/access'
import { useSession } from '../src/session/store'
import { person } from './people'

const GRID = { id: 'g9', name: '九号网格', code: '9' }
const MATERIAL = { id: 'm', state: 'holds', grids: [{ grid: GRID }], shown: [] } as unknown as Material
const TREE = { communities: [{ grids: [{ ...GRID, mine: true }] }] }

/** What the screen asks the server for: a list comes by pages of fifty. */
function asking(): URL[] {
  const asked: URL[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    const url = new URL(request.url)
    asked.push(url)
    const answers: Record<string, object> = { tree: TREE, places: [], groups: { items: [], next: null } }
    const answer = answers[url.pathname.split('/').at(-1) ?? '']
    return Promise.resolve(Response.json(answer))
  })
  return asked
}

describe('where a material was told', () => {
  it('offers the groups of the grid that is chosen, however many the street has', async () => {
    setActivePinia(createPinia())
    useSession().me = person([DOORS.outreachKeep])
    const asked = asking()
    const screen = mount(ShownView, { props: { material: MATERIAL }, global: { plugins: [i18n] } })
    await flushPromises()
    const groups = asked.filter(({ pathname }) => pathname.endsWith('/groups'))
    expect(groups.map(({ searchParams }) => searchParams.get('grid_id'))).toEqual([GRID.id])
    screen.unmount()
  })
})
