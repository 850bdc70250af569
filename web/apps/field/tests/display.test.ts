import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { display, showDisplay, shown } from '../src/shell/display'

describe('the display', () => {
  it.each([
    ['auto', true, 'dark'],
    ['auto', false, 'light'],
    ['sun', true, 'sun'],
    ['light', true, 'light'],
    ['dark', false, 'dark'],
  ] as const)('%s on a phone that is dark: %s shows %s', (choice, phoneIsDark, look) => {
    expect(shown(choice, phoneIsDark)).toBe(look)
  })

  it('changes the root of the page, and is remembered', async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
    showDisplay()
    Object.assign(display, { choice: 'dark', largeType: true })
    await nextTick()
    const root = document.documentElement
    expect([root.dataset.display, root.dataset.type]).toEqual(['dark', 'large'])
    expect(root.classList.contains('van-theme-dark')).toBe(true)
    expect(JSON.parse(localStorage.getItem('gridward.field.display') ?? '')).toEqual({
      choice: 'dark',
      largeType: true,
    })
  })
})
