/** The texts of the page in two languages: a catalogue library would weigh more than all of it. */
import { ref, watchEffect } from 'vue'
import en from './locales/en.json'
import zhHans from './locales/zh-Hans.json'

export const LANGUAGES = [
  { code: 'zh-Hans', name: '中文' },
  { code: 'en', name: 'English' },
] as const
export type Language = (typeof LANGUAGES)[number]['code']

interface Texts {
  [key: string]: string | Texts
}

const CATALOGUES: Record<Language, Texts> = { 'zh-Hans': zhHans, en }

export const language = ref<Language>('zh-Hans')

watchEffect(() => {
  document.documentElement.lang = language.value
  document.title = t('title')
})

/** The text of a dotted key, with `{places}` filled in. */
export function t(key: string, places: Record<string, string | number> = {}): string {
  let found: string | Texts | undefined = CATALOGUES[language.value]
  for (const step of key.split('.')) found = typeof found === 'object' ? found[step] : undefined
  if (typeof found !== 'string') return key
  return found.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? ''))
}

/** A day as the reader writes it. */
export function dayOf(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return t('day', { year: year ?? 0, month: month ?? 0, day: day ?? 0, iso })
}

/** An instant by the street's clock. */
export function momentOf(iso: string): string {
  return new Date(iso).toLocaleString(language.value === 'en' ? 'en-GB' : 'zh-CN', {
    dateStyle: 'medium',
    timeStyle: 'short',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  })
}
