import type { DrawFairness, DrawPlan } from '@gridward/api'
import { useWords } from '@gridward/ui'
import { hourOf } from '../times'
import { WEEKDAYS } from './draws'

/** Below this chance equal lots would rarely look so: somebody should look closer. */
const RARE = 0.01

/** Plans and their chances in plain words. */
export function useDrawWords() {
  const { t, day } = useWords()

  function daysWords(days: number[]): string {
    if (WEEKDAYS.every((one) => days.includes(one))) return t('draw.everyDay')
    return [...days]
      .sort()
      .map((one) => t(`weekday.${one}`))
      .join(t('ui.listComma'))
  }

  function windowWords({ days, from, to }: DrawPlan['windows'][number]): string {
    return t('draw.window', { days: daysWords(days), from: hourOf(from), to: hourOf(to) })
  }

  function spanWords({ starts_on, ends_on }: DrawPlan): string {
    return t('round.fromTo', { from: day(starts_on), to: day(ends_on) })
  }

  function officerWords({ officer_name: name }: DrawPlan): string {
    return name || t('draw.anyOfficer')
  }

  /** What the test of the chances says. */
  function verdict({ surprise }: DrawFairness): string {
    if (surprise === null) return t('draw.verdict.none')
    const of100 = (surprise * 100).toFixed(surprise < 0.1 ? 1 : 0)
    return t(surprise < RARE ? 'draw.verdict.rare' : 'draw.verdict.usual', { of100 })
  }

  return { windowWords, spanWords, officerWords, verdict }
}
