import { describe, expect, it } from 'vitest'
import { isOwnMachine } from '../src/rounds/slips/address'

describe('the address on a slip', () => {
  it.each(['http://127.0.0.1:8000', 'http://localhost:8000', 'http://[::1]:8000', 'http://127.8.0.1'])(
    '%s leads no further than this machine',
    (address) => {
      expect(isOwnMachine(address)).toBe(true)
    },
  )

  it.each(['https://grid.example.gov.cn', 'http://192.168.1.20:8000', 'https://127.0.0.1.example.cn', ''])(
    '%s is not of this machine alone',
    (address) => {
      expect(isOwnMachine(address)).toBe(false)
    },
  )
})
