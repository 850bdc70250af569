import { computed } from 'vue'
import { usePlaces } from '../doors/usePlaces'
import { indexOf } from './searchIndex'

const { buildings, households, organisations } = usePlaces()

// Made once, not each time that somebody comes back to the search.
const index = computed(() =>
  indexOf(
    households.value.map(({ document }) => document),
    organisations.value.map(({ document }) => document),
    buildings.value.map(({ document }) => document),
  ),
)

export function useIndex() {
  return { index }
}
