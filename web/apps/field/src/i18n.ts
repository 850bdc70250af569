/** The texts of the app: one file an area and language, under the name of the area. */
import { createI18n } from 'vue-i18n'

export const LANGUAGES = [
  { code: 'zh-Hans', name: '中文' },
  { code: 'en', name: 'English' },
] as const
export type Language = (typeof LANGUAGES)[number]['code']

type Catalogue = Record<string, unknown>

const REMEMBERED = 'gridward.language'
const chinese = import.meta.glob<Catalogue>('./locales/zh-Hans/*.json', { eager: true, import: 'default' })
const english = import.meta.glob<Catalogue>('./locales/en/*.json', { eager: true, import: 'default' })

export const i18n = createI18n({
  legacy: false,
  locale: rememberedLanguage(),
  fallbackLocale: 'zh-Hans',
  messages: { 'zh-Hans': byArea(chinese), en: byArea(english) },
})

export function currentLanguage(): Language {
  return i18n.global.locale.value
}

export function chooseLanguage(language: Language): void {
  i18n.global.locale.value = language
  localStorage.setItem(REMEMBERED, language)
}

function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED)
  return LANGUAGES.find(({ code }) => code === remembered)?.code ?? 'zh-Hans'
}

/** `./locales/en/outbox.json` becomes the texts under `outbox`. */
function byArea(files: Record<string, Catalogue>): Record<string, Catalogue> {
  const named = Object.entries(files).map(([file, texts]) => [file.replace(/.*\/|\.json$/g, ''), texts])
  return Object.fromEntries(named) as Record<string, Catalogue>
}
