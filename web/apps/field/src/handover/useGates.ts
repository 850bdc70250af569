/** The gates that the phone's owner may keep, as the server said last: kept for when there is no signal. */
import { api, ask } from '@gridward/api'
import { computed } from 'vue'
import { keptAnswer } from '../keptAnswer'
import type { KeptGate, KeptGates } from './documents'

export function useGates() {
  const told = keptAnswer<KeptGates>('handover.gates', () => ask(api.GET('/api/v1/handovers/mine')))
  const gates = computed<KeptGate[]>(() => told.value?.gates ?? [])
  const keys = computed(() => new Map(gates.value.map(({ id, key }) => [id, key])))

  function gateOf(id: string): KeptGate | undefined {
    return gates.value.find((one) => one.id === id)
  }

  return { told, gates, keys, gateOf }
}
