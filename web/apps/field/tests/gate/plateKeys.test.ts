import { parsePlate } from '@gridward/rules'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick, ref, h } from 'vue'
import PlateKeys from '../../src/gate/PlateKeys.vue'
import { i18n } from '../../src/i18n'

function keyboard() {
  const typed = ref('')
  const wrapper = mount(
    {
      render: () =>
        h(PlateKeys, {
          typed: typed.value,
          onKey: (key: string) => (typed.value += key),
          onSet: (text: string) => (typed.value = text),
        }),
    },
    { global: { plugins: [i18n] } },
  )
  const keys = () => wrapper.findAll('button').map((one) => one.text())
  const enabled = () => wrapper.findAll('button:not([disabled])').map((one) => one.text())

  async function press(...wanted: string[]): Promise<void> {
    for (const sign of wanted) {
      const key = wrapper.findAll('button:not([disabled])').find((one) => one.text() === sign)
      if (!key) throw new Error(`no key ${sign} behind ${typed.value}, only ${enabled().join('')}`)
      await key.trigger('click')
      await nextTick()
    }
  }
  return { typed, keys, enabled, press, wrapper }
}

describe('the keyboard of plates', () => {
  it('begins with provinces, then letters, then both without I and O', async () => {
    const { keys, enabled, press } = keyboard()
    expect(keys().slice(0, 3)).toEqual(['京', '津', '沪'])
    await press('赣')
    expect(enabled()).not.toContain('1')
    expect(enabled()).toContain('A')
    await press('A')
    expect(enabled()).toContain('1')
    expect(keys()).not.toContain('I')
    expect(keys()).not.toContain('O')
  })

  it.each([
    ['ordinary', [...'赣A12345']],
    ['new_energy_small', [...'赣AD12345']],
    ['new_energy_large', [...'赣A12345D']],
    ['police', [...'赣A1234警']],
    ['trailer', [...'赣A1234挂']],
    ['learner', [...'赣A1234学']],
    ['consulate', [...'沪A1234领']],
    ['hong_kong', [...'粤Z1234港']],
    ['embassy', [...'使123456']],
    ['emergency', [...'赣A1234', '应急']],
    ['temporary', [...'赣A12345临']],
  ])('spells a plate of the kind %s', async (kind, signs) => {
    const { typed, press } = keyboard()
    await press(...signs)
    expect(parsePlate(typed.value).value).toMatchObject({ kind })
  })

  it.each([
    ['armed_police', ['A1', ...'WJ', ...'12345']],
    ['military', ['A1', ...'KA12345']],
  ])('spells a plate of the kind %s, which has no province', async (kind, signs) => {
    const { typed, press } = keyboard()
    await press(...signs)
    expect(parsePlate(typed.value).value).toMatchObject({ kind })
  })

  it('takes back a sign at a time, also one of two letters, as far as the provinces', async () => {
    const { typed, keys, press } = keyboard()
    await press(...'赣A1234', '应急', '⌫')
    expect(typed.value).toBe('赣A1234')
    await press('⌫', '⌫', '⌫', '⌫', '⌫', '⌫')
    expect(typed.value).toBe('')
    expect(keys()[0]).toBe('京')
  })

  it('offers no key behind a plate that is full', async () => {
    const { enabled, press } = keyboard()
    await press(...'赣AD12345')
    expect(enabled()).toEqual(['⌫'])
  })
})
