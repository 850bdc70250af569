import { api, ask } from '@gridward/api'
import { useLoad } from '@gridward/ui'
import { onMounted } from 'vue'
import { useI18n } from 'vue-i18n'

const WRITINGS = ['full', 'short', 'mixed', 'road']

/** The address of a registered compound in the ways in which people write it; none where none is known. */
export function useAddressExamples() {
  const { t } = useI18n()
  const { data, load } = useLoad(async () => {
    const query = { kind: 'compound' as const }
    const { items } = await ask(api.GET('/api/v1/territory/sites', { params: { query } }))
    const known = items.find(({ buildings, road }) => buildings && road)
    if (!known) return []
    const path = { site_id: known.id }
    const site = await ask(api.GET('/api/v1/territory/sites/{site_id}', { params: { path } }))
    const [building] = site.building_list
    const places = { site: site.name, road: site.road, number: site.house_number }
    const said = { ...places, building: building?.name ?? '', key: building?.number_key ?? '' }
    return WRITINGS.map((writing) => t(`address.example.${writing}`, said))
  })
  onMounted(load)
  return data
}
