// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { normal } from '../src/normal'
import { shared } from './cases'

describe('the one form', () => {
  it.each(shared('normal').cases)('of $kind: $name', ({ kind, text, normal: form }) => {
    expect(normal(kind, text)).toBe(form)
  })
})
