/** How the screen looks: light, dark, for the sun, or as the phone says; and the large type. Chosen once per phone. */
import { reactive, watchEffect } from 'vue'

export const DISPLAYS = ['auto', 'light', 'dark', 'sun'] as const
export type Display = (typeof DISPLAYS)[number]

const REMEMBERED = 'gridward.field.display'
const HEADS: Record<string, string> = { light: '#0f5e63', dark: '#0b1a1c', sun: '#000000' }

export const display = reactive<{ choice: Display; largeType: boolean }>(remembered())

/** Keeps the page's root as it was chosen, from now on. */
export function showDisplay(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const phone = reactive({ dark: dark.matches })
  dark.addEventListener('change', () => (phone.dark = dark.matches))
  watchEffect(() => paint(shown(display.choice, phone.dark), display.largeType))
  watchEffect(() => localStorage.setItem(REMEMBERED, JSON.stringify(display)))
}

export function shown(choice: Display, phoneIsDark: boolean): string {
  if (choice !== 'auto') return choice
  return phoneIsDark ? 'dark' : 'light'
}

function paint(look: string, large: boolean): void {
  const root = document.documentElement
  root.dataset.display = look
  root.dataset.type = large ? 'large' : 'normal'
  root.classList.toggle('van-theme-dark', look === 'dark')
  document
    .querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')
    .forEach((meta) => (meta.content = HEADS[look] ?? ''))
}

function remembered(): { choice: Display; largeType: boolean } {
  try {
    const kept = JSON.parse(localStorage.getItem(REMEMBERED) ?? '{}') as Record<string, unknown>
    const choice = DISPLAYS.find((one) => one === kept.choice) ?? 'auto'
    return { choice, largeType: kept.largeType === true }
  } catch {
    return { choice: 'auto', largeType: false }
  }
}
