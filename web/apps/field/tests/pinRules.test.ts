import { describe, expect, it } from 'vitest'
import { weaknessOf } from '../src/account/pinRules'

describe('a new PIN', () => {
  it.each([
    ['12345', 'short'],
    ['12345a', 'short'],
    ['000000', 'same'],
    ['999999', 'same'],
    ['123456', 'run'],
    ['654321', 'run'],
    ['567890', 'run'],
    ['210987', 'run'],
    ['121212', 'repeat'],
    ['907907', 'repeat'],
    ['147258', 'common'],
    ['112233', 'common'],
  ])('%s is refused as %s', (pin, weakness) => {
    expect(weaknessOf(pin)).toBe(weakness)
  })

  it.each(['294716', '100200', '808182', '135791'])('%s is taken', (pin) => {
    expect(weaknessOf(pin)).toBeUndefined()
  })
})
