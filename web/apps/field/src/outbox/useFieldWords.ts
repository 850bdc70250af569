import { useI18n } from 'vue-i18n'

/** Where the words of a field's codes stand, if not with the others. */
const LISTS: Partial<Record<string, string>> = {
  kind: 'register.organisationKind',
  trading: 'register.trading',
  industry: 'register.industry',
  key_person: 'register.keyPerson',
  fever: 'register.answer',
  resumption_filed: 'register.answer',
}

/** Fields of the register by their keys, and their values, in the reader's words. */
export function useFieldWords() {
  const { t, te } = useI18n()

  function nameOf(field: string): string {
    return term(`outbox.field.${field}`, field)
  }

  /** Codes become words; what somebody typed stays as it is. */
  function valueOf(field: string, value: string | null | undefined): string {
    if (value === null || value === undefined || value === '') return t('outbox.nothing')
    return term(`${LISTS[field] ?? `outbox.value.${field}`}.${value}`, value)
  }

  function term(key: string, otherwise: string): string {
    return te(key) ? t(key) : otherwise
  }

  return { nameOf, valueOf }
}
