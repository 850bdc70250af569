import { api, ask } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { computed, watch } from 'vue'

/** The buildings of the grid that is divided, for the map and for choosing from a list. */
export function useBuildings(grid: () => string) {
  const { data, load } = useLoad((id: string) =>
    ask(api.GET('/api/v1/territory/map/buildings', { params: { query: { grid: id } } })),
  )
  const choices = computed(() =>
    (data.value?.features ?? [])
      .map(({ id, properties }) => ({
        id: id ?? '',
        label: `${String(properties.site)}${String(properties.name)}`,
        doors: Number(properties.dwellings),
      }))
      .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true })),
  )
  watch(grid, (id) => id && void load(id), { immediate: true })
  return { buildings: data, choices }
}
