import { useI18n } from 'vue-i18n'

/** What a form says about its boxes: what is wrong, by its key, and what stands behind one that is left empty. */
export function useFormWords() {
  const { t } = useI18n()

  function wordsOf(wrong: string | undefined): string {
    return wrong ? t(`register.wrong.${wrong}`) : ''
  }

  function keeps(masked: string | undefined): string {
    return masked ? t('register.keepsMasked', { masked }) : ''
  }

  return { wordsOf, keeps }
}
