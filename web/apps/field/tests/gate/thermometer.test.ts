import { describe, expect, it } from 'vitest'
import { celsiusOf, pairThermometer, SimulatedThermometer } from '../../src/gate/thermometer'

const measured = (...bytes: number[]) => new DataView(Uint8Array.from(bytes).buffer)

describe('a measurement of a thermometer', () => {
  it.each([
    ['36.4 °C, as the specification writes it', [0, 0x6c, 0x01, 0, 0xff], 36.4],
    ['36.55 °C in hundredths', [0, 0x47, 0x0e, 0, 0xfe], 36.55],
    ['37 °C in whole degrees', [0, 37, 0, 0, 0], 37],
    ['98.6 °F', [1, 0xda, 0x03, 0, 0xff], 37],
    ['-5.0 °C of an instrument in the snow', [0, 0xce, 0xff, 0xff, 0xff], -5],
    ['40 °C by a positive exponent', [0, 4, 0, 0, 1], 40],
    [
      'with a time and a place of the body behind it',
      [6, 0x6c, 0x01, 0, 0xff, 0xe6, 7, 6, 1, 8, 0, 0, 2],
      36.4,
    ],
  ])('reads %s', (_, bytes, celsius) => {
    expect(celsiusOf(measured(...bytes))).toBeCloseTo(celsius, 2)
  })

  it.each([
    ['not a number', [0, 0xff, 0xff, 0x7f, 0]],
    ['not at this resolution', [0, 0x00, 0x00, 0x80, 0]],
    ['endless', [0, 0xfe, 0xff, 0x7f, 0]],
    ['endless below', [0, 0x02, 0x00, 0x80, 0]],
    ['reserved', [0, 0x01, 0x00, 0x80, 0]],
    ['cut short', [0, 0x6c, 0x01]],
  ])('is none that is %s', (_, bytes) => {
    expect(celsiusOf(measured(...bytes))).toBeNull()
  })
})

class Radio extends EventTarget {
  readonly asked: unknown[] = []
  readonly measurement = Object.assign(new EventTarget(), {
    value: undefined as DataView | undefined,
    startNotifications: () => Promise.resolve(),
  })
  isGone = false
  device = Object.assign(new EventTarget(), {
    name: 'TH-1',
    gatt: {
      connect: () => Promise.resolve({ getPrimaryService: this.service.bind(this) }),
      disconnect: () => void (this.isGone = true),
    },
  })

  requestDevice(wanted: unknown) {
    this.asked.push(wanted)
    return Promise.resolve(this.device)
  }

  private service(service: number) {
    this.asked.push(service)
    const getCharacteristic = (one: number) => (this.asked.push(one), Promise.resolve(this.measurement))
    return Promise.resolve({ getCharacteristic })
  }
}

describe('a thermometer over Bluetooth', () => {
  it('is found by its service and tells each measurement', async () => {
    const radio = new Radio()
    const found = await pairThermometer(radio)
    expect(radio.asked).toEqual([{ filters: [{ services: [0x1809] }] }, 0x1809, 0x2a1c])
    const heard: number[] = []
    const stop = found?.onMeasured((celsius) => heard.push(celsius))
    radio.measurement.value = measured(0, 0x6c, 0x01, 0, 0xff)
    radio.measurement.dispatchEvent(new Event('characteristicvaluechanged'))
    radio.measurement.value = measured(0, 0xff, 0xff, 0x7f, 0)
    radio.measurement.dispatchEvent(new Event('characteristicvaluechanged'))
    stop?.()
    radio.measurement.value = measured(0, 37, 0, 0, 0)
    radio.measurement.dispatchEvent(new Event('characteristicvaluechanged'))
    expect(heard).toEqual([36.4])
    found?.close()
    expect(radio.isGone).toBe(true)
  })

  it('is none where nobody chose one', async () => {
    const requestDevice = () => Promise.reject(new DOMException('none', 'NotFoundError'))
    await expect(pairThermometer({ requestDevice })).resolves.toBeNull()
  })

  it('says when it is gone', async () => {
    const radio = new Radio()
    const found = await pairThermometer(radio)
    let gone = 0
    found?.onGone(() => gone++)
    radio.device.dispatchEvent(new Event('gattserverdisconnected'))
    expect(gone).toBe(1)
  })

  it('has a simulator that tells what it measures, until it is closed', () => {
    const simulated = new SimulatedThermometer()
    const heard: number[] = []
    simulated.onMeasured((celsius) => heard.push(celsius))
    simulated.measure(37.6)
    simulated.close()
    simulated.measure(36)
    expect(heard).toEqual([37.6])
  })
})
