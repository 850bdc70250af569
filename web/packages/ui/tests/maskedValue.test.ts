import { ApiProblem } from '@gridward/api'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MaskedValue } from '../src'
import { screen } from './screen'

const MASKED = '139****0417'
const WHOLE = '13900000417'
const reveal = vi.fn<(reason: string) => Promise<string>>()

beforeEach(() => {
  vi.useFakeTimers()
  reveal.mockReset().mockResolvedValue(WHOLE)
})
afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

function show(props: object = {}) {
  return screen(MaskedValue, { props: { masked: MASKED, label: '联系电话', reveal, ...props } })
}

async function confirm(): Promise<void> {
  document.querySelector<HTMLElement>('[data-test=confirm]')?.click()
  await flushPromises()
}

async function openAndConfirm(view: ReturnType<typeof show>): Promise<void> {
  await view.get('button').trigger('click')
  await confirm()
}

describe('a masked value', () => {
  it('shows only the mask at first', () => {
    expect(show().get('[data-test=value]').text()).toBe(MASKED)
  })

  it('offers nothing to those who may not see more', () => {
    expect(show({ reveal: undefined }).find('button').exists()).toBe(false)
  })

  it('offers nothing where nothing is on record', () => {
    expect(show({ masked: '' }).find('button').exists()).toBe(false)
  })

  it('is shown only after a reason, which goes to the server', async () => {
    const view = show()
    await view.get('button').trigger('click')
    expect(reveal).not.toHaveBeenCalled()
    await confirm()
    expect(reveal).toHaveBeenCalledExactlyOnceWith('入户走访核实')
    expect(view.get('[data-test=value]').text()).toBe(WHOLE)
  })

  it('hides again after a minute', async () => {
    const view = show()
    await openAndConfirm(view)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(view.get('[data-test=value]').text()).toBe(MASKED)
  })

  it('stays masked and says why when the server refuses', async () => {
    reveal.mockRejectedValue(new ApiProblem('not_allowed', 403, '您的岗位没有这项权限。'))
    const view = show()
    await openAndConfirm(view)
    expect(view.get('[data-test=value]').text()).toBe(MASKED)
    expect(document.querySelector('[role=alert]')?.textContent).toContain('您的岗位没有这项权限')
  })
})
