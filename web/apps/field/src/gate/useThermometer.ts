/** The thermometer of this gate, paired once for all who come by; drills bring a simulated one. */
import { shallowRef } from 'vue'
import { bluetooth, pairThermometer, type Thermometer } from './thermometer'

const thermometer = shallowRef<Thermometer | null>(null)
const listeners = new Set<(celsius: number) => void>()

export function useThermometer() {
  return { thermometer, pair, take, hear }
}

async function pair(): Promise<void> {
  const radio = bluetooth()
  const found = radio && (await pairThermometer(radio))
  if (found) take(found)
}

function take(one: Thermometer): void {
  thermometer.value?.close()
  thermometer.value = one
  const stop = one.onMeasured((celsius) => {
    for (const listener of listeners) listener(celsius)
  })
  one.onGone(() => {
    stop()
    if (thermometer.value === one) thermometer.value = null
  })
}

function hear(listener: (celsius: number) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
