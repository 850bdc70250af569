import type { Organisation, PhoneBuilding, PhoneHousehold } from '@gridward/api'
import { computed } from 'vue'
import { usePhone } from '../phone'
import { placesOf } from './places'

const { all } = usePhone()
const buildings = all<PhoneBuilding>('building')
const households = all<PhoneHousehold>('household')
const organisations = all<Organisation>('organisation')

// Computed once for all pages: a page that opens finds it ready.
const places = computed(() => placesOf(buildings.value, households.value, organisations.value))

export function usePlaces() {
  return { places, buildings, households, organisations }
}
