import { computed } from 'vue'
import { sitesOf } from '../doors/places'
import { usePlaces } from '../doors/usePlaces'
import { usePhone } from '../phone'
import { placeGroups, placeOf } from './placing'

/** The places of the phone in which an organisation may stand. */
export function usePlacing() {
  const { phone } = usePhone()
  const { places } = usePlaces()
  const grids = computed(() => phone.value?.grids() ?? [])
  const groups = computed(() =>
    placeGroups(sitesOf(places.value.buildings.values()), grids.value).filter(
      ({ places: own }) => own.length,
    ),
  )

  /** The grid of a place, where the document stands until the server's own has come. */
  function gridAt(key: string): string {
    const { building_id, site_id, grid_id } = placeOf(key)
    const inside = [...places.value.buildings.values()].find((one) => one.site_id === site_id)?.id
    return grid_id ?? phone.value?.get(building_id ?? inside ?? '')?.grid ?? ''
  }

  /** A place in words, for an address that nobody typed; '' for a grid, whose streets have many. */
  function wordsAt(key: string): string {
    if (key.startsWith('grid')) return ''
    return groups.value.flatMap((group) => group.places).find((one) => one.key === key)?.name ?? ''
  }

  return { grids, groups, gridAt, wordsAt }
}
