import { LANGUAGES, type Language } from '@gridward/ui'
import { createI18n } from 'vue-i18n'
import en from './locales/en.json'
import zhHans from './locales/zh-Hans.json'

const REMEMBERED = 'gridward.language'

export const i18n = createI18n({
  legacy: false,
  locale: rememberedLanguage(),
  fallbackLocale: 'zh-Hans',
  messages: { 'zh-Hans': zhHans, en },
})

export function currentLanguage(): Language {
  return i18n.global.locale.value
}

export function chooseLanguage(language: Language): void {
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem(REMEMBERED, language)
}

function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED)
  return LANGUAGES.find(({ code }) => code === remembered)?.code ?? 'zh-Hans'
}
