/**
 * Thermometers over Bluetooth: the Health Thermometer Service of the Bluetooth SIG (0x1809, measurement 0x2A1C), whose figures are
 * IEEE 11073 floats. A simulator stands in for one in tests and drills.
 */

export interface Thermometer {
  readonly name: string
  /** Each measurement in degrees Celsius, until the returned function is called. */
  onMeasured(hear: (celsius: number) => void): () => void
  onGone(hear: () => void): void
  close(): void
}

const SERVICE = 0x1809
const MEASUREMENT = 0x2a1c
const FAHRENHEIT = 1
/** Not a number, not at this resolution, infinite, reserved: figures that are none. */
const NO_FIGURES = [0x7fffff, 0x800000, 0x7ffffe, 0x800002, 0x800001]

/** A temperature in degrees Celsius, to a hundredth; null for what holds none. */
export function celsiusOf(measurement: DataView): number | null {
  if (measurement.byteLength < 5) return null
  const figure = floatAt(measurement, 1)
  if (figure === null) return null
  const isFahrenheit = (measurement.getUint8(0) & FAHRENHEIT) !== 0
  return Math.round((isFahrenheit ? ((figure - 32) * 5) / 9 : figure) * 100) / 100
}

/** 24 bits of mantissa and 8 of exponent to base ten, both signed, the smallest byte first. */
function floatAt(view: DataView, start: number): number | null {
  const bits = view.getUint32(start, true)
  const mantissa = bits & 0xffffff
  if (NO_FIGURES.includes(mantissa)) return null
  const signed = mantissa & 0x800000 ? mantissa - 0x1000000 : mantissa
  return signed * 10 ** view.getInt8(start + 3)
}

/** Web Bluetooth, as far as it is used; older TypeScript libraries do not know it. */
interface Characteristic extends EventTarget {
  value?: DataView
  startNotifications(): Promise<unknown>
}

interface Device extends EventTarget {
  name?: string
  gatt?: {
    connect(): Promise<{
      getPrimaryService(service: number): Promise<{ getCharacteristic(one: number): Promise<Characteristic> }>
    }>
    disconnect(): void
  }
}

interface Bluetooth {
  requestDevice(wanted: { filters: { services: number[] }[] }): Promise<Device>
}

/** Undefined where the browser has none. */
export function bluetooth(): Bluetooth | undefined {
  return (navigator as { bluetooth?: Bluetooth }).bluetooth
}

/** Asks for a thermometer, by a tap; null when none was chosen. Throws where it cannot be reached. */
export async function pairThermometer(radio: Bluetooth): Promise<Thermometer | null> {
  const device = await radio.requestDevice({ filters: [{ services: [SERVICE] }] }).catch(nothingChosen)
  const server = await device?.gatt?.connect()
  if (!device || !server) return null
  const service = await server.getPrimaryService(SERVICE)
  const measurement = await service.getCharacteristic(MEASUREMENT)
  await measurement.startNotifications()
  return thermometerOf(device, measurement)
}

function thermometerOf(device: Device, measurement: Characteristic): Thermometer {
  return {
    name: device.name ?? '',
    onMeasured(hear) {
      const told = () => {
        const celsius = measurement.value && celsiusOf(measurement.value)
        if (typeof celsius === 'number') hear(celsius)
      }
      measurement.addEventListener('characteristicvaluechanged', told)
      return () => measurement.removeEventListener('characteristicvaluechanged', told)
    },
    onGone: (hear) => device.addEventListener('gattserverdisconnected', hear),
    close: () => device.gatt?.disconnect(),
  }
}

function nothingChosen(error: unknown): null {
  if (error instanceof DOMException && error.name === 'NotFoundError') return null
  throw error
}

/** Tells what it is asked to tell. */
export class SimulatedThermometer implements Thermometer {
  private readonly heard = new Set<(celsius: number) => void>()
  private readonly gone = new Set<() => void>()

  constructor(readonly name = '0x1809') {}

  onMeasured(hear: (celsius: number) => void): () => void {
    this.heard.add(hear)
    return () => this.heard.delete(hear)
  }

  onGone(hear: () => void): void {
    this.gone.add(hear)
  }

  /** As a real one sends it: the figure in tenths. */
  measure(celsius: number): void {
    const measurement = new DataView(new ArrayBuffer(5))
    measurement.setUint32(1, Math.round(celsius * 10) & 0xffffff, true)
    measurement.setInt8(4, -1)
    const told = celsiusOf(measurement)
    if (told !== null) for (const hear of this.heard) hear(told)
  }

  close(): void {
    for (const hear of this.gone) hear()
    this.heard.clear()
  }
}
