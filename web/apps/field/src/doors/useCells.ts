import type { PhoneBuilding } from '@gridward/api'
import { computed, type ComputedRef } from 'vue'
import { useRounds } from '../visits/useRounds'
import { cellOf, type Cell } from './standing'
import { usePlaces } from './usePlaces'

/** The doors of a building with what register and chosen round say of them. */
export function useCells(building: ComputedRef<PhoneBuilding | undefined>) {
  const { places } = usePlaces()
  const { targetsOf } = useRounds()

  return computed(() => {
    const cells = new Map<string, Cell>()
    for (const door of building.value?.doors ?? []) {
      const households = places.value.households.get(door.id) ?? []
      const targets = households.flatMap(({ document }) => targetsOf(document.id))
      cells.set(door.id, cellOf(door, households, targets))
    }
    return cells
  })
}
