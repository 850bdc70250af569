import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CameraView from '../../src/camera/CameraView.vue'
import { i18n } from '../../src/i18n'
import { until } from '../screen'
import { FakeCamera, FakeWorker, installDetector } from './fakeCamera'

const CODE = 'GW1CODE'
let camera: FakeCamera
let view: VueWrapper | undefined

beforeEach(() => {
  camera = new FakeCamera().install()
  FakeWorker.install()
  vi.stubGlobal('caches', undefined)
})
afterEach(() => {
  view?.unmount()
  delete (navigator as { mediaDevices?: unknown }).mediaDevices
})

function open(): VueWrapper {
  view = mount(CameraView, { global: { plugins: [i18n] }, attachTo: document.body })
  return view
}

async function on(): Promise<VueWrapper> {
  const shown = open()
  await shown.find('.camera__key').trigger('click')
  return shown
}

const read = (shown: VueWrapper) => shown.emitted('read')?.map(([text]) => text)
const trouble = (shown: VueWrapper) => shown.find('[role=alert]').text()

function hide(isHidden: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isHidden ? 'hidden' : 'visible')
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('what reads codes', () => {
  it('is the browser, where it can; nothing else is loaded', async () => {
    installDetector(['ean_13', 'qr_code'], () => Promise.resolve([{ rawValue: CODE }]))
    const shown = await on()
    await until(() => expect(read(shown)).toContain(CODE))
    expect(FakeWorker.made).toEqual([])
  })

  it.each([
    ['has no reader', () => undefined],
    ['has the name of one alone', () => installDetector([], () => Promise.reject(new Error()))],
    [
      'has one that fails at work',
      () => installDetector(['qr_code'], () => Promise.reject(new DOMException('', 'NotSupportedError'))),
    ],
  ])('is our own program in a worker where the browser %s', async (_, install) => {
    install()
    FakeWorker.sees = [CODE]
    const shown = await on()
    await until(() => expect(read(shown)).toContain(CODE))
    const [program, picture] = FakeWorker.made[0]?.asked ?? []
    expect(new URL((program as { program: string }).program).origin).toBe(location.origin)
    expect(picture).toMatchObject({ picture: { width: 960, height: 540 } })
  })

  it('stays the browser where a picture is not there yet', async () => {
    let looks = 0
    const notYet = new DOMException('', 'InvalidStateError')
    installDetector(['qr_code'], () =>
      ++looks > 1 ? Promise.resolve([{ rawValue: CODE }]) : Promise.reject(notYet),
    )
    const shown = await on()
    await until(() => expect(read(shown)).toContain(CODE))
    expect(FakeWorker.made).toEqual([])
  })

  it('is loaded once for all who come, and goes when the gate is left', async () => {
    const shown = await on()
    await until(() => expect(FakeWorker.made[0]?.asked.length).toBeGreaterThan(1))
    await shown.setProps({ paused: true })
    await shown.setProps({ paused: false })
    await until(() => expect(camera.tracks).toHaveLength(2))
    expect(FakeWorker.made).toHaveLength(1)
    shown.unmount()
    await until(() => expect(FakeWorker.made[0]?.ended).toBe(true))
  })

  it('tells what a camera saw to nobody who comes after it', async () => {
    const shown = await on()
    await until(() => expect(FakeWorker.made[0]?.asked.length).toBeGreaterThan(1))
    const answer = FakeWorker.slow()
    const before = FakeWorker.made[0]?.asked.length ?? 0
    await until(() => expect(FakeWorker.made[0]?.asked.length).toBe(before + 1))
    await shown.setProps({ paused: true })
    await shown.setProps({ paused: false })
    await until(() => expect(camera.tracks).toHaveLength(2))
    await until(() => expect(shown.find('.camera__starting').exists()).toBe(false))
    expect(FakeWorker.made[0]?.asked).toHaveLength(before + 1)
    answer([CODE])
    await until(() => expect(FakeWorker.made[0]?.asked.length).toBeGreaterThan(before + 1))
    expect(read(shown)).toBeUndefined()
  })

  it('is asked anew after it could not be loaded', async () => {
    FakeWorker.fails = true
    const shown = await on()
    await until(() => expect(trouble(shown)).toContain('扫码程序没有打开'))
    expect(camera.running).toBe(0)
    FakeWorker.fails = false
    FakeWorker.sees = [CODE]
    await shown.find('.camera__key').trigger('click')
    await until(() => expect(read(shown)).toContain(CODE))
    expect(shown.find('[role=alert]').exists()).toBe(false)
  })
})

describe('the camera', () => {
  it('opens at a tap alone, and is let go of by the next', async () => {
    const shown = open()
    expect(camera.tracks).toEqual([])
    await shown.find('.camera__key').trigger('click')
    await until(() => expect(camera.running).toBe(1))
    await shown.find('.camera__key').trigger('click')
    await until(() => expect(camera.running).toBe(0))
    expect(shown.find('video').exists()).toBe(false)
  })

  it('rests while the page is hidden, while somebody is spoken to, and once the gate is left', async () => {
    const shown = await on()
    await until(() => expect(camera.running).toBe(1))
    hide(true)
    await until(() => expect(camera.running).toBe(0))
    hide(false)
    await until(() => expect(camera.running).toBe(1))
    await shown.setProps({ paused: true })
    await until(() => expect(camera.running).toBe(0))
    await shown.setProps({ paused: false })
    await until(() => expect(camera.running).toBe(1))
    shown.unmount()
    await until(() => expect(camera.running).toBe(0))
    expect(camera.tracks).toHaveLength(3)
  })

  it('that comes when nobody wants it any more is let go of', async () => {
    const answer = camera.slow()
    const shown = await on()
    await shown.find('.camera__key').trigger('click')
    answer()
    await until(() => expect(camera.tracks).toHaveLength(1))
    await until(() => expect(camera.running).toBe(0))
  })

  it.each([
    ['NotAllowedError', '没有使用摄像头的权限'],
    ['NotFoundError', '没有找到摄像头'],
    ['OverconstrainedError', '没有找到摄像头'],
    ['NotReadableError', '被其他应用占用'],
  ])('that is refused by %s is told in words, and the key can be tapped again', async (refusal, words) => {
    camera.refusal = refusal
    const shown = await on()
    await until(() => expect(trouble(shown)).toContain(words))
    expect(shown.find('.camera__key').attributes('aria-pressed')).toBe('false')
    camera.refusal = ''
    await shown.find('.camera__key').trigger('click')
    await until(() => expect(camera.running).toBe(1))
    expect(shown.find('[role=alert]').exists()).toBe(false)
  })

  it('that another app takes away is told of', async () => {
    const shown = await on()
    await until(() => expect(FakeWorker.made[0]?.asked.length).toBeGreaterThan(1))
    camera.tracks[0]?.dispatchEvent(new Event('ended'))
    await until(() => expect(trouble(shown)).toContain('被其他应用占用'))
  })

  it('is not offered where the browser keeps it from the page', () => {
    delete (navigator as { mediaDevices?: unknown }).mediaDevices
    const shown = open()
    expect(shown.find('.camera__key').exists()).toBe(false)
    expect(trouble(shown)).toContain('https')
  })

  it('lights its torch where it has one', async () => {
    camera.torch = true
    const shown = await on()
    await until(() => expect(shown.find('.camera__torch').exists()).toBe(true))
    await shown.find('.camera__torch').trigger('click')
    await until(() => expect(shown.find('.camera__torch').attributes('aria-pressed')).toBe('true'))
    expect(camera.tracks[0]?.lit).toBe(true)
  })

  it('without a torch offers none', async () => {
    const shown = await on()
    await until(() => expect(shown.find('.camera__starting').exists()).toBe(false))
    expect(shown.find('.camera__torch').exists()).toBe(false)
  })
})
