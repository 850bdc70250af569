import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { AWAYS, KEY_PERSONS, MEASURES, TENURES, TRADING } from './kinds'

export interface Choice {
  code: string
  label: string
}

/** The tick boxes of Annex 3 and 4 in the reader's language. */
export function useChoices() {
  const { t } = useI18n()
  const named = (kind: string, codes: readonly string[]) =>
    computed<Choice[]>(() => codes.map((code) => ({ code, label: t(`${kind}.${code}`) })))

  return {
    tenures: named('tenure', TENURES),
    aways: named(
      'away',
      AWAYS.filter((away) => away !== 'none'),
    ),
    keyPersons: named('keyPerson', KEY_PERSONS),
    trading: named('trading', TRADING),
    measures: named('measure', MEASURES),
    yesNo: named('ui', ['yes', 'no']),
    /** Yes, no, or neither box ticked where nobody has said. */
    answer: (value: boolean | null | undefined) => (value == null ? [] : [value ? 'yes' : 'no']),
  }
}
