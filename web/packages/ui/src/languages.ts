/** The languages of the product, each under its own name. */
export const LANGUAGES = [
  { code: 'zh-Hans', name: '中文' },
  { code: 'en', name: 'English' },
] as const

export type Language = (typeof LANGUAGES)[number]['code']
