import { useWords } from '@gridward/ui'

/** The list of words that a field's codes stand in. */
const LISTS: Partial<Record<string, string>> = {
  sex: 'sex',
  tenure: 'tenure',
  state: 'householdState',
  away: 'away',
  document_kind: 'documentKind',
  document_missing: 'documentMissing',
  came_from: 'cameFrom',
  tested: 'truth',
  from_key_area: 'truth',
  kind: 'organisationKind',
  trading: 'trading',
  industry: 'industry',
  key_person: 'keyPerson',
  fever: 'truth',
  resumption_filed: 'truth',
}

/** Fields of the register by their keys, and their values, in the reader's words. */
export function useFieldWords() {
  const { t, term } = useWords()

  function nameOf(field: string): string {
    return term('registerField', field)
  }

  function valueOf(field: string, value: string | null | undefined): string {
    if (value === null || value === undefined || value === '') return t('clash.empty')
    const list = LISTS[field]
    return list ? term(list, value) : value
  }

  return { nameOf, valueOf }
}
