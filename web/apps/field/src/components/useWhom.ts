import { useI18n } from 'vue-i18n'

/** How many households and organisations stand behind doors, each named as what they are. */
export function useWhom() {
  const { t } = useI18n()

  /** `units` of the `count` are organisations. */
  return function whom(count: number, units = 0): string {
    const homes = count - units
    if (!units) return t('today.whom.homes', { homes })
    return t(homes ? 'today.whom.both' : 'today.whom.units', { homes, units })
  }
}
